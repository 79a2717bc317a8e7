/** Which part of the floor is seen: the floor point at the canvas's top left, and CSS pixels per floor unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Nearest useful zoom: one rack about 260 px wide. */
export const MAX_SCALE = 260;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The whole floor inside the canvas's insets, at its top; `byWidth` lets a tall floor run below the bottom edge. */
export function fitCamera(floor: Size, canvas: Size, insets: Insets, byWidth = false): Camera {
  const width = Math.max(1, canvas.width - insets.left - insets.right);
  const height = Math.max(1, canvas.height - insets.top - insets.bottom);
  const across = width / Math.max(1, floor.width);
  const scale = byWidth ? across : Math.min(across, height / Math.max(1, floor.height));
  return {
    x: -(insets.left + (width - floor.width * scale) / 2) / scale,
    y: -insets.top / scale,
    scale,
  };
}

/** Moves the picture by CSS pixels. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale, scale: camera.scale };
}

/** Zooms about a point of the canvas (CSS pixels), which keeps showing the same floor point. */
export function zoomed(camera: Camera, factor: number, px: number, py: number, minScale: number): Camera {
  const scale = Math.min(MAX_SCALE, Math.max(minScale, camera.scale * factor));
  return { x: camera.x + px / camera.scale - px / scale, y: camera.y + py / camera.scale - py / scale, scale };
}

/** Keeps at least a quarter of the canvas's smaller side on the floor, so that it cannot be lost. */
export function kept(camera: Camera, floor: Size, canvas: Size): Camera {
  const margin = Math.min(canvas.width, canvas.height) / 4 / camera.scale;
  const x = Math.min(floor.width - margin, Math.max(margin - canvas.width / camera.scale, camera.x));
  const y = Math.min(floor.height - margin, Math.max(margin - canvas.height / camera.scale, camera.y));
  return { x, y, scale: camera.scale };
}

/** The camera that brings a box into view with the least movement. */
export function revealed(
  camera: Camera,
  box: { x: number; y: number; width: number; height: number },
  canvas: Size,
  insets: Insets,
): Camera {
  const { scale } = camera;
  const left = box.x - insets.left / scale;
  const right = box.x + box.width - (canvas.width - insets.right) / scale;
  const top = box.y - insets.top / scale;
  const bottom = box.y + box.height - (canvas.height - insets.bottom) / scale;
  const x = camera.x > left ? left : camera.x < right ? right : camera.x;
  const y = camera.y > top ? top : camera.y < bottom ? bottom : camera.y;
  return { x, y, scale };
}
