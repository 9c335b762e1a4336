// The NIK fills birth date and sex, which stay editable: only what is empty or came from the NIK is filled.
import type { Member, NikReading } from '$lib/ipc/bindings';

type Filled = Pick<Member, 'birth_date' | 'sex'>;

export class NikFilling {
  #last: Partial<Filled> = {};

  /** Fills the record from what a NIK says; answers which fields were filled. */
  fill(record: Filled, reading: NikReading): (keyof Filled)[] {
    const filled: (keyof Filled)[] = [];
    if (record.birth_date === null || record.birth_date === this.#last.birth_date) {
      if (record.birth_date !== reading.birth_date) filled.push('birth_date');
      record.birth_date = this.#last.birth_date = reading.birth_date;
    }
    if (record.sex === null || record.sex === this.#last.sex) {
      if (record.sex !== reading.sex) filled.push('sex');
      record.sex = this.#last.sex = reading.sex;
    }
    return filled;
  }
}
