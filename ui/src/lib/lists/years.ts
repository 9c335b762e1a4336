// The years that a list can be narrowed down to.

/** The years of some dates, the newest first, as choices. */
export function yearsOf(dates: (string | null)[]): { value: string; label: string }[] {
  const years = new Set(dates.map((date) => date?.slice(0, 4) ?? ''));
  return [...years]
    .filter(Boolean)
    .sort()
    .reverse()
    .map((year) => ({ value: year, label: year }));
}
