/** The ground under each run of a line (`M… L…`, as sparkPath gives it), as SVG path data. */
export function areaUnder(line: string, height: number): string {
  return line
    .split('M')
    .filter((run) => run !== '')
    .map((run) => {
      const places = run.split('L');
      const first = places[0]!.split(' ')[0]!;
      const last = places.at(-1)!.split(' ')[0]!;
      return `M${first} ${height}L${places.join('L')}L${last} ${height}Z`;
    })
    .join('');
}
