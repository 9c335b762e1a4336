// The Rust side names fields by path; the screens name them as they are written in the record.

interface Entry {
  id?: string | null;
  member?: string | null;
}

/** `guests/⟨id⟩/name` becomes `guests[0].name`; `aspiration.title` becomes `title`, `reporter.name` `reporter_name`. */
export function fieldName(path: string, record: unknown): string {
  const plain = path.replace(/^aspiration[./]/, '').replace(/^reporter[./]/, 'reporter_');
  const [list, id, field] = plain.split('/');
  if (!list || !id || !field) return plain;
  const entries = (record as { [list: string]: unknown })[list];
  if (!Array.isArray(entries)) return plain;
  const index = entries.findIndex((entry: Entry) => (entry.id ?? entry.member) === id);
  return index < 0 ? plain : `${list}[${index}].${field}`;
}
