/** Everything known about one resource, over the dock. */
export function Drawer(props: { id: string; onClose(): void }) {
  return <aside aria-label={props.id} />;
}
