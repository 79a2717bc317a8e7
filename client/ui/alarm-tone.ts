/** Two short notes, falling: heard over fans, over in half a second. */
const NOTES_HZ = [880, 660] as const;
const NOTE_S = 0.18;
const VOLUME = 0.25;

let context: AudioContext | null = null;

/** False in a browser without Web Audio. */
export function canSound(): boolean {
  return typeof window.AudioContext === 'function';
}

/** Asks the browser to let the page sound; true when it does. It says yes after a press somewhere on the page. */
export async function allowSound(): Promise<boolean> {
  if (!canSound()) return false;
  context ??= new AudioContext();
  // Where it is not allowed, the promise waits for a press that may never come.
  if (context.state !== 'running') await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 300))]);
  return isSounding();
}

function isSounding(): boolean {
  return context?.state === 'running';
}

/** Plays the tone; false when the browser holds it back. */
export async function playTone(): Promise<boolean> {
  if (!(await allowSound()) || context === null) return false;
  const gain = context.createGain();
  gain.connect(context.destination);
  const start = context.currentTime;
  const end = start + NOTES_HZ.length * NOTE_S;
  gain.gain.setValueAtTime(VOLUME, start);
  gain.gain.exponentialRampToValueAtTime(0.001, end + NOTE_S);
  for (const [i, frequency] of NOTES_HZ.entries()) {
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(gain);
    note.start(start + i * NOTE_S);
    note.stop(start + (i + 1) * NOTE_S);
  }
  return true;
}
