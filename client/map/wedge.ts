/** Geometry of a sector's wedge on screen: y grows downwards, azimuth 0 is north (up), clockwise. */
export interface Wedge {
  /** Apex, canvas pixels. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly azimuthDeg: number;
  /** Full opening angle; 360 and more is a disc. */
  readonly beamDeg: number;
}

const RAD = Math.PI / 180;

/** Start and end angle for `CanvasRenderingContext2D.arc`: 0 is east, clockwise. */
export function wedgeAngles(azimuthDeg: number, beamDeg: number): { from: number; to: number } {
  const middle = (azimuthDeg - 90) * RAD;
  const half = (Math.min(beamDeg, 360) / 2) * RAD;
  return { from: middle - half, to: middle + half };
}

/** Adds a wedge to the current path. */
export function traceWedge(context: CanvasPath, wedge: Wedge): void {
  if (wedge.beamDeg >= 360) {
    context.moveTo(wedge.x + wedge.radius, wedge.y);
    context.arc(wedge.x, wedge.y, wedge.radius, 0, Math.PI * 2);
    return;
  }
  const { from, to } = wedgeAngles(wedge.azimuthDeg, wedge.beamDeg);
  context.moveTo(wedge.x, wedge.y);
  context.arc(wedge.x, wedge.y, wedge.radius, from, to);
  context.closePath();
}

/** Azimuth of an offset from the apex, degrees 0…360 clockwise from north. */
export function bearing(dx: number, dy: number): number {
  return (((Math.atan2(dx, -dy) / RAD) % 360) + 360) % 360;
}

/** Smallest angle between two azimuths, 0…180. */
export function angleBetween(a: number, b: number): number {
  const turn = Math.abs(((a - b) % 360) + 360) % 360;
  return turn > 180 ? 360 - turn : turn;
}

/** True when the point lies in the wedge; the apex itself belongs to every wedge. */
export function insideWedge(wedge: Wedge, x: number, y: number): boolean {
  const dx = x - wedge.x;
  const dy = y - wedge.y;
  if (dx * dx + dy * dy > wedge.radius * wedge.radius) return false;
  if ((dx === 0 && dy === 0) || wedge.beamDeg >= 360) return true;
  return angleBetween(bearing(dx, dy), wedge.azimuthDeg) <= wedge.beamDeg / 2;
}

/** Radii of a mast's dot and of the rim around it at a zoom, CSS pixels. */
export function mastDot(zoom: number): { middlePx: number; rimPx: number } {
  const middlePx = zoom < 11.5 ? 1.5 : 2.25;
  return { middlePx, rimPx: middlePx + 1.5 };
}

/** Radius of the halo of a site that is out, CSS pixels. */
export function outageRadius(wedgePx: number): number {
  return wedgePx * 1.75 + 4;
}

/** Radius of a sector's wedge at a zoom, CSS pixels: grows slower than the map, so that near sites stay readable. */
export function wedgeRadius(zoom: number): number {
  if (zoom <= 10) return 5;
  if (zoom >= 17) return 54;
  return 5 * (54 / 5) ** ((zoom - 10) / 7);
}
