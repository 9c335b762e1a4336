// What stands beside a field: a problem forbids saving, a warning doesn't, a note only tells.
export interface Said {
  problem?: string;
  warning?: string;
  note?: string;
}

/** An entry of a choice. */
export interface Choice<T extends string = string> {
  value: T;
  label: string;
  hint?: string;
}

/** Choices from the catalogue's words of an enumeration, in the catalogue's order. */
export function choicesOf<T extends string>(
  labels: Record<T, string>,
  hints?: Partial<Record<T, string>>,
): Choice<T>[] {
  return (Object.keys(labels) as T[]).map((value) => ({
    value,
    label: labels[value],
    hint: hints?.[value],
  }));
}
