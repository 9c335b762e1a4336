// The columns of a printed table as they are chosen: which are shown, and in which order.

/** Every column, the shown ones first and in their order. */
export function inOrder<C extends string>(all: readonly C[], shown: readonly C[]): C[] {
  return [...shown, ...all.filter((column) => !shown.includes(column))];
}

/** The shown columns with one more, where it usually stands, or without it. The last one stays. */
export function toggled<C extends string>(all: readonly C[], shown: readonly C[], column: C): C[] {
  if (shown.includes(column))
    return shown.length > 1 ? shown.filter((other) => other !== column) : [...shown];
  const after = shown.findIndex((other) => all.indexOf(other) > all.indexOf(column));
  const place = after < 0 ? shown.length : after;
  return [...shown.slice(0, place), column, ...shown.slice(place)];
}

/** The shown columns with one moved by so many places. */
export function moved<C extends string>(shown: readonly C[], column: C, by: -1 | 1): C[] {
  const from = shown.indexOf(column);
  const to = from + by;
  if (from < 0 || to < 0 || to >= shown.length) return [...shown];
  const others = shown.filter((other) => other !== column);
  return [...others.slice(0, to), column, ...others.slice(to)];
}
