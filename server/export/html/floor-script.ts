/** Draws every rack of every hall on one canvas: filled by its state, or from cold to hot by a metric; hatched when stale. */
export const FLOOR_SCRIPT = `
const CELL = 6, GAP = 18, HEAD = 16;

function hallsOf(content) {
  const racks = content.kinds.find((kind) => kind.kind === 'rack');
  if (!racks) return null;
  const halls = content.kinds.find((kind) => kind.kind === 'hall');
  const attribute = (name) => (halls && halls.attributes.find((one) => one.name === name) || { value: [] }).value;
  const columns = attribute('floor_col'), rows = attribute('floor_row');
  const byHall = new Map();
  racks.id.forEach((id, index) => {
    const part = id.split('/');
    const hall = 'hall/' + part[1] + '/' + part[2];
    if (!byHall.has(hall)) byHall.set(hall, new Map());
    const lanes = byHall.get(hall);
    if (!lanes.has(part[3])) lanes.set(part[3], []);
    lanes.get(part[3]).push(index);
  });
  const drawn = [...byHall].map(([id, lanes], place) => {
    const at = halls ? halls.id.indexOf(id) : -1;
    const name = at < 0 ? id : (chinese ? halls.zh : halls.en)[at];
    const column = at < 0 || columns[at] == null ? place % 8 : Number(columns[at]);
    const row = at < 0 || rows[at] == null ? Math.floor(place / 8) : Number(rows[at]);
    return { name, column, row, lanes: [...lanes.values()] };
  });
  return { racks, drawn };
}

function drawFloor(content) {
  const plan = hallsOf(content);
  if (!plan) return;
  document.getElementById('floor-section').hidden = false;
  const { racks, drawn } = plan;
  const select = document.getElementById('floor-metric');
  const state = document.createElement('option');
  state.value = '';
  state.textContent = words.texts['column.state'];
  select.append(state);
  for (const { metric } of racks.metrics) {
    const option = document.createElement('option');
    option.value = metric;
    option.textContent = labelOf(content.metrics.find(({ id }) => id === metric).label);
    select.append(option);
  }
  const longest = Math.max(...drawn.flatMap((hall) => hall.lanes.map((lane) => lane.length)));
  const deepest = Math.max(...drawn.map((hall) => hall.lanes.length));
  const hallWidth = longest * CELL + GAP, hallHeight = deepest * CELL + GAP + HEAD;
  const canvas = document.getElementById('floor');
  canvas.width = (Math.max(...drawn.map((hall) => hall.column)) + 1) * hallWidth + GAP;
  canvas.height = (Math.max(...drawn.map((hall) => hall.row)) + 1) * hallHeight + GAP;
  const context = canvas.getContext('2d');
  const spots = [];
  const place = (hall, lane, rack) => [GAP + hall.column * hallWidth + rack * CELL, HEAD + hall.row * hallHeight + lane * CELL];

  const paint = () => {
    const metric = racks.metrics.find((one) => one.metric === select.value);
    const numbers = metric ? metric.value.filter((value) => value !== null) : [];
    const least = numbers.reduce((a, b) => Math.min(a, b), Infinity), most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.font = '12px sans-serif';
    spots.length = 0;
    for (const hall of drawn) {
      context.fillStyle = '#20262e';
      const [left, top] = place(hall, 0, 0);
      context.fillText(hall.name, left, top - 4);
      hall.lanes.forEach((lane, laneAt) => lane.forEach((index, rackAt) => {
        const [x, y] = place(hall, laneAt, rackAt);
        spots.push([x, y, index]);
        paintRack(context, x, y, racks, index, metric, least, most);
      }));
    }
    const unit = metric ? content.metrics.find(({ id }) => id === metric.metric).unit : '';
    document.getElementById('floor-legend').textContent = metric && numbers.length > 0
      ? least + ' … ' + most + ' ' + unit
      : Object.values(words.states).join(' · ');
  };
  select.addEventListener('change', paint);
  canvas.addEventListener('pointermove', (event) => {
    const box = canvas.getBoundingClientRect();
    const x = (event.clientX - box.left) * canvas.width / box.width, y = (event.clientY - box.top) * canvas.height / box.height;
    const spot = spots.find(([left, top]) => x >= left && x < left + CELL && y >= top && y < top + CELL);
    document.getElementById('floor-reading').textContent = spot ? readRack(content, racks, spot[2]) : '';
  });
  paint();
}

function paintRack(context, x, y, racks, index, metric, least, most) {
  const state = racks.state[index];
  if (!metric) context.fillStyle = state ? COLOURS[state] : '#e6e8eb';
  else if (metric.value[index] === null) context.fillStyle = '#e6e8eb';
  else {
    const share = most > least ? (metric.value[index] - least) / (most - least) : 0;
    context.fillStyle = 'hsl(' + (220 - 220 * share) + ' 65% 50%)';
  }
  context.fillRect(x, y, CELL - 1, CELL - 1);
  if (state === 'unknown' || (metric && isHeard(metric.flags[index]) && isStale(metric.flags[index]))) {
    context.strokeStyle = '#fff';
    context.beginPath();
    context.moveTo(x, y + CELL - 1);
    context.lineTo(x + CELL - 1, y);
    context.stroke();
  }
}

function readRack(content, racks, index) {
  const values = racks.metrics.map(({ metric, value, flags }) => {
    const { label, unit } = content.metrics.find(({ id }) => id === metric);
    const marks = (isSimulated(flags[index]) ? ' ' + words.texts['column.simulated'] : '');
    return value[index] === null ? '' : labelOf(label) + ' ' + value[index] + ' ' + unit + marks;
  });
  return [racks.id[index], words.states[racks.state[index]] || '–', ...values.filter((one) => one !== '')].join(' · ');
}
`;
