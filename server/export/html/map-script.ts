/** Moves and zooms the map that stands in the page, by wheel, drag, two fingers' pinch of the browser, and keys. */
export const MAP_SCRIPT = `
function moveMap(svg) {
  const whole = { x: 0, y: 0, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  const view = { ...whole };
  svg.tabIndex = 0;
  const show = () => svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
  const zoom = (factor, atX, atY) => {
    const width = Math.min(whole.width, Math.max(whole.width / 40, view.width * factor));
    const scale = width / view.width;
    view.x += (view.width - width) * atX;
    view.y += view.height * (1 - scale) * atY;
    view.height *= scale;
    view.width = width;
    show();
  };
  svg.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  svg.addEventListener('pointerdown', (event) => svg.setPointerCapture(event.pointerId));
  svg.addEventListener('pointermove', (event) => {
    if (!svg.hasPointerCapture(event.pointerId)) return;
    const scale = view.width / svg.getBoundingClientRect().width;
    view.x -= event.movementX * scale;
    view.y -= event.movementY * scale;
    show();
  });
  svg.addEventListener('keydown', (event) => {
    const step = view.width / 10;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; show(); }
    else if (event.key === '+') zoom(1 / 1.4, 0.5, 0.5);
    else if (event.key === '-') zoom(1.4, 0.5, 0.5);
    else if (event.key === '0') { Object.assign(view, whole); show(); }
    else return;
    event.preventDefault();
  });
}
`;
