-- Fields and alternatives above a cursor, in rising order of versions.
SELECT version, kind, record, 1 AS is_field, NULL AS op, path, value, NULL AS base, NULL AS held, 0 AS open, NULL AS letter, 0 AS saved_at
FROM field
WHERE kim = :kim AND version > :cursor AND version <= :asof
UNION ALL
SELECT version, kind, record, 0 AS is_field, op, path, value, base, held, open, letter, saved_at
FROM alternative
WHERE kim = :kim AND version > :cursor AND version <= :asof
ORDER BY version, kind, record, is_field
