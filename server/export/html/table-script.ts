/** One table at a time, sorted and filtered in the page; rows come 200 at a time. */
export const TABLE_SCRIPT = `
const PAGE = 200;

function tablesFrom(content) {
  const tables = content.kinds.map((kind) => ({
    title: words.kinds[kind.kind] || kind.kind,
    rows: kind.id.length,
    columns: columnsFrom(kind, content),
  }));
  if (content.alarms) tables.unshift({ title: words.texts.alarms, rows: content.alarms.length, columns: alarmColumns(content.alarms) });
  return tables;
}

function columnsFrom(kind, content) {
  const plain = (title, cells) => ({ title, cells });
  return [
    plain(words.texts['column.name'], chinese ? kind.zh : kind.en),
    plain(words.texts['column.state'], kind.state.map((state) => (state ? words.states[state] : '–'))),
    plain(words.texts['column.id'], kind.id),
    plain(words.texts['column.lifecycle'], kind.lifecycle),
    plain(words.texts['column.parent'], kind.parent),
    ...kind.metrics.map(({ metric, value, ageMs, flags }) => {
      const { label, unit } = content.metrics.find(({ id }) => id === metric);
      return { title: labelOf(label) + (unit === 'count' || unit === 'state' ? '' : ' [' + unit + ']'), cells: value, ageMs, flags };
    }),
    ...kind.attributes.map(({ name, value }) => plain(name, value)),
  ];
}

function alarmColumns(alarms) {
  const problems = new Map(words.problems);
  const time = (at) => (at === null ? '' : new Date(at).toISOString().replace('T', ' ').slice(0, 19) + 'Z');
  return [
    { title: words.texts['column.severity'], cells: alarms.map(({ severity }) => words.states[severity] || severity) },
    { title: words.texts['column.problem'], cells: alarms.map(({ rule, specificProblem }) => specificProblem || problems.get(rule) || rule) },
    { title: words.texts['column.resource'], cells: alarms.map(({ resource }) => resource) },
    { title: words.texts['column.name'], cells: alarms.map(({ name }) => labelOf(name)) },
    { title: words.texts['column.raised'], cells: alarms.map(({ raisedAt }) => time(raisedAt)) },
    { title: words.texts['column.cleared'], cells: alarms.map(({ clearance }) => time(clearance && clearance.at)) },
    { title: words.texts['column.simulated'], cells: alarms.map(({ simulated }) => words.texts[simulated ? 'yes' : 'no']) },
  ];
}

function showTables(content) {
  const tables = tablesFrom(content);
  const filter = document.getElementById('filter'), more = document.getElementById('more');
  let table = tables[0], sorted = { column: -1, up: true }, shown = PAGE;

  const chosen = () => {
    const wanted = filter.value.trim().toLowerCase();
    const rows = [];
    for (let row = 0; row < table.rows; row++) {
      if (wanted === '' || table.columns.some(({ cells }) => String(cells[row] == null ? '' : cells[row]).toLowerCase().includes(wanted))) rows.push(row);
    }
    const { cells } = table.columns[sorted.column] || {};
    if (cells) rows.sort((a, b) => compare(cells[a], cells[b]) * (sorted.up ? 1 : -1));
    return rows;
  };
  const paint = () => {
    const rows = chosen();
    const body = document.createElement('tbody');
    for (const row of rows.slice(0, shown)) {
      const line = body.insertRow();
      for (const column of table.columns) fill(line.insertCell(), column, row);
    }
    document.getElementById('table').replaceChildren(headOf(), body);
    more.hidden = rows.length <= shown;
    const counted = words.texts.rows.replace('{{shown}}', Math.min(shown, rows.length)).replace('{{all}}', rows.length);
    document.getElementById('rows').textContent = counted;
  };
  const headOf = () => {
    const head = document.createElement('thead');
    const line = head.insertRow();
    table.columns.forEach(({ title }, at) => {
      const cell = document.createElement('th');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = title + (sorted.column === at ? (sorted.up ? ' ▲' : ' ▼') : '');
      button.addEventListener('click', () => { sorted = { column: at, up: sorted.column === at ? !sorted.up : true }; paint(); });
      cell.append(button);
      line.append(cell);
    });
    return head;
  };
  const tabs = tables.map((one) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = one.title + ' (' + one.rows + ')';
    button.addEventListener('click', () => { table = one; sorted = { column: -1, up: true }; shown = PAGE; press(); paint(); });
    return button;
  });
  const press = () => tabs.forEach((tab, at) => tab.setAttribute('aria-pressed', String(tables[at] === table)));
  document.getElementById('tabs').replaceChildren(...tabs);
  filter.addEventListener('input', () => { shown = PAGE; paint(); });
  more.addEventListener('click', () => { shown += PAGE; paint(); });
  press();
  paint();
}

function compare(a, b) {
  if (a == null || b == null) return (a == null) - (b == null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), words.language);
}

function fill(cell, { cells, flags, ageMs }, row) {
  const value = cells[row];
  cell.textContent = value == null ? '–' : String(value);
  if (typeof value === 'number') cell.className = 'number';
  if (!flags || !isHeard(flags[row])) return;
  const marks = [];
  if (isSimulated(flags[row])) marks.push(words.texts['column.simulated']);
  if (isStale(flags[row])) marks.push(words.states.unknown);
  cell.title = [words.texts['column.age'] + ' ' + ageMs[row] / 1000 + ' s', words.states[severityOf(flags[row])], ...marks].join(' · ');
  if (marks.length === 0) return;
  const small = document.createElement('small');
  small.textContent = ' ' + marks.join(' ');
  cell.append(small);
}
`;
