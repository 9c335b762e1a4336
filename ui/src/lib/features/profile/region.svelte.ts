// The KIM's own words (sebutan) and settings, as the other screens need them.
import type { Profile } from '$lib/ipc/bindings';
import { readProfile } from '$lib/ipc/commands';
import { words } from '$lib/words';

const usual = words.profile.usual;

export class Region {
  profile = $state.raw<Profile | null>(null);

  readonly hamlet = $derived(this.profile?.word_hamlet || usual.hamlet);
  readonly village = $derived(this.profile?.word_village || usual.village);
  readonly district = $derived(this.profile?.word_district || usual.district);
  readonly regency = $derived(this.profile?.word_regency || usual.regency);
  readonly villageHead = $derived(this.profile?.word_village_head || usual.villageHead);
  readonly office = $derived(this.profile?.office_name || usual.office);

  /** Reads the profile as it was last saved. */
  async load(): Promise<void> {
    this.profile = await readProfile();
  }
}
