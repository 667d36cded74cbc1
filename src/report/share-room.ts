import { byteLength } from './fit.ts';

/**
 * Shares `room` out to those who want some of it: what is wanted where that is less than an equal share, and
 * what the modest leave over goes to the others. In the order of `wanted`.
 */
export function shareRoom(wanted: readonly number[], room: number): readonly number[] {
  const shares = new Map<number, number>();
  let left = room;
  const modestFirst = [...wanted.entries()].toSorted(([, one], [, other]) => one - other);
  for (const [position, [index, amount]] of modestFirst.entries()) {
    const share = Math.min(amount, Math.max(0, Math.floor(left / (wanted.length - position))));
    shares.set(index, share);
    left -= share;
  }
  return wanted.map((_, index) => shares.get(index) ?? 0);
}

/**
 * Draws texts that share `room` bytes: each as it is on its own where that is within its share, else again in
 * its share. Undefined for what cannot be drawn in so little.
 */
export function drawShared(
  drawers: readonly ((room: number) => string | undefined)[],
  room: number,
): readonly (string | undefined)[] {
  const alone = drawers.map((draw) => draw(room) ?? '');
  const shares = shareRoom(alone.map(byteLength), room);
  return drawers.map((draw, index) => {
    const share = shares[index] ?? 0;
    const whole = alone[index] ?? '';
    return whole !== '' && byteLength(whole) <= share ? whole : draw(share);
  });
}
