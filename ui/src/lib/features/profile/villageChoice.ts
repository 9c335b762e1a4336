// A village picked from the list fills the profile, with the words that its region uses.
import type { Level, Profile, TimeZone, VillageChoice } from '$lib/ipc/bindings';
import { words } from '$lib/words';

const usual = words.profile.usual;

/** Province codes east of the Java Sea's western edge; everywhere else it is WIB. */
const WITA = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'];
const WIT = ['81', '82', '91', '92', '93', '94', '95', '96', '97'];
const WEST_SUMATRA = '13';
const BALI = '51';

interface VillageWords {
  level: Level;
  village: string;
  head: string;
  hamlet: string;
}

export function timeZoneOf(province: string): TimeZone {
  if (WITA.includes(province)) return 'WITA';
  return WIT.includes(province) ? 'WIT' : 'WIB';
}

/** How a village, its head and its parts are usually called there. */
function wordsOf(choice: VillageChoice): VillageWords {
  const province = choice.code.slice(0, 2);
  if (choice.level === 'kelurahan') {
    return {
      level: 'urban_village',
      village: usual.urbanVillage,
      head: usual.lurah,
      hamlet: usual.neighbourhood,
    };
  }
  if (province === WEST_SUMATRA) {
    return { level: 'nagari', village: usual.nagari, head: usual.waliNagari, hamlet: usual.jorong };
  }
  if (province === BALI) {
    return { level: 'village', village: usual.village, head: usual.perbekel, hamlet: usual.banjar };
  }
  const village = choice.level === 'desa adat' ? usual.customaryVillage : usual.village;
  return { level: 'village', village, head: usual.villageHead, hamlet: usual.hamlet };
}

/** "Kota Bandung" is the word "Kota" and the name "Bandung". */
export function splitRegency(regency: string): { word: string; name: string } {
  for (const word of [usual.regency, usual.city]) {
    if (regency.startsWith(`${word} `)) return { word, name: regency.slice(word.length + 1) };
  }
  return { word: '', name: regency };
}

/** Writes the chosen village into the profile; all of it stays editable. */
export function fillFromVillage(profile: Profile, choice: VillageChoice): void {
  const own = wordsOf(choice);
  const regency = splitRegency(choice.regency);
  profile.village_code = choice.code;
  profile.village = choice.name;
  profile.district = choice.district;
  profile.regency = regency.name;
  profile.province = choice.province;
  profile.level = own.level;
  profile.word_regency = regency.word || usual.regency;
  profile.word_district = usual.district;
  profile.word_village = own.village;
  profile.word_village_head = own.head;
  profile.word_hamlet = own.hamlet;
  profile.time_zone = timeZoneOf(choice.code.slice(0, 2));
  if (!profile.official_position) profile.official_position = `${own.head} ${choice.name}`;
}

/** A village in one line, as in the list. */
export function villageLine(choice: VillageChoice): string {
  return `${choice.level === 'kelurahan' ? usual.urbanVillage : usual.village} ${choice.name}`;
}
