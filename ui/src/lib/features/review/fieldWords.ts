// What a field is called and how its values are said, by its kind and its path without ids (`attendance//status`).
import { clockTime, longDate } from '$lib/dates/format';
import { shownPhone } from '$lib/features/member/members.svelte';
import type {
  Activity,
  AgendaItem,
  Aspiration,
  Attachment,
  AttachmentRole,
  AttendanceMark,
  Decision,
  Dissemination,
  Guest,
  Letter,
  MediaType,
  Meeting,
  Member,
  Participant,
  Profile,
  Reporter,
  ReviewItem,
  ReviewValue,
} from '$lib/ipc/bindings';
import { words } from '$lib/words';

type Named = { [field: string]: string };
type Field = Pick<ReviewItem, 'kind' | 'label'>;

/** The region's own words, as far as fields and choices are called by them. */
export interface RegionWords {
  hamlet: string;
  village: string;
  district: string;
  regency: string;
}

/** An entry's own name for itself isn't among its fields. */
type EntryField<T> = Exclude<keyof T, 'id' | 'member' | 'pos'>;

const w = words.review;
const { member, meeting, aspiration, activity, dissemination, letter, profile } = words;

/** Dusun is called what the region calls it, so that its word comes from elsewhere. */
const memberFields: Record<Exclude<keyof Member, 'hamlet'>, string> = member.fields;
const meetingFields: Record<Exclude<keyof Meeting, keyof typeof listFields>, string> = {
  ...meeting.fields,
  ...w.fields.meeting,
  status: meeting.columns.status,
};
const aspirationFields: Record<Exclude<keyof Aspiration, keyof typeof listFields>, string> = {
  ...aspiration.fields,
  ...w.fields.aspiration,
  reporter: aspiration.sections.who,
};
const activityFields: Record<Exclude<keyof Activity, keyof typeof listFields>, string> = {
  ...activity.fields,
  ...w.fields.activity,
};
const disseminationFields: Record<Exclude<keyof Dissemination, keyof typeof listFields>, string> = {
  ...dissemination.fields,
  ...w.fields.dissemination,
};
const letterFields: Record<Exclude<keyof Letter, keyof typeof listFields>, string> = letter.fields;
const profileFields: Record<Exclude<keyof Profile, keyof typeof listFields>, string> = {
  ...profile.fields,
  ...w.fields.profile,
};
const reporterFields: Record<keyof Reporter, string> = w.fields.reporter;
const listFields: {
  agenda: Record<EntryField<AgendaItem>, string>;
  attendance: Record<EntryField<AttendanceMark>, string>;
  participants: Record<EntryField<Participant>, string>;
  guests: Record<EntryField<Guest>, string>;
  decisions: Record<EntryField<Decision>, string>;
  attachments: Record<EntryField<Attachment>, string>;
} = w.fields.lists;

const FIELDS: { [kind: string]: Named } = {
  member: memberFields,
  meeting: meetingFields,
  aspiration: aspirationFields,
  activity: activityFields,
  dissemination: disseminationFields,
  letter: letterFields,
  profile: profileFields,
  reporter: reporterFields,
};

const CHOICES: { [field: string]: Named } = {
  'member/sex': member.sex,
  'member/position': member.position,
  'member/religion': member.religion,
  'member/education': member.education,
  'meeting/meeting_type': meeting.type,
  'meeting/function': meeting.function,
  'meeting/time_zone': profile.timeZone,
  'meeting/status': meeting.status,
  'meeting/attendance//status': meeting.attendance,
  'meeting/decisions//status': meeting.followUp,
  'aspiration/classification': aspiration.classification,
  'aspiration/category': aspiration.category,
  'aspiration/identity': aspiration.identity,
  'aspiration/channel': aspiration.channel,
  'aspiration/priority': aspiration.priority,
  'aspiration/stage': aspiration.stage,
  'activity/activity_type': activity.type,
  'activity/function': meeting.function,
  'dissemination/fact_check': dissemination.check,
  'letter/letter_kind': letter.kind,
  'letter/nature': letter.nature,
  'profile/level': profile.level,
  'profile/long_form': profile.longForm,
  'profile/time_zone': profile.timeZone,
  'profile/letterhead': profile.letterhead,
  'profile/paper': profile.paper,
  'profile/kim_signer': profile.kimSigner,
  'profile/official_number_label': profile.numberLabel,
};

const attachmentRoles: Record<AttachmentRole, string> = w.attachmentRole;
const mediaTypes: Record<MediaType, string> = w.mediaType;
/** Lists that several kinds of record have. */
const CHOICES_OF_ANY: { [label: string]: Named } = {
  'attachments//role': attachmentRoles,
  'attachments//media_type': mediaTypes,
};

/** The fields that an entry of a list is known by: beside them, its name would be said twice. */
const NAMES_ITSELF = new Set(['agenda//text', 'guests//name', 'decisions//decision']);
/** An entry's name stands in a heading, where a decision of ten lines has no place. */
const LONGEST_ENTRY = 80;

/** The words of a field of choices, in the catalogue's order; none for other fields. */
export function choicesOfField({ kind, label }: Field, region: RegionWords): Named | null {
  if (kind === 'aspiration' && label === 'destination') {
    return { village: region.village, district: region.district, regency: region.regency };
  }
  return CHOICES[`${kind}/${label}`] ?? CHOICES_OF_ANY[label] ?? null;
}

function nameOfField({ kind, label }: Field, region: RegionWords): string {
  if (label === 'removed') return w.fields.removed;
  if (label === 'merged_into') return w.fields.merged_into;
  if (label.startsWith('distinct_from/')) return w.fields.distinct_from;
  if (kind === 'member' && label === 'hamlet') return region.hamlet;
  const [list, field] = label.split('//') as [string, string | undefined];
  if (field === undefined) return FIELDS[kind]?.[label] ?? w.fields.other;
  const rows: Named = w.fields.rows;
  const row = rows[list] ?? w.fields.rows.other;
  if (field === 'removed') return row;
  if (field === 'pos') return w.fields.pos(row);
  const lists: { [list: string]: Named } = listFields;
  return lists[list]?.[field] ?? w.fields.other;
}

/** The field in plain words, with the entry it belongs to: "Kehadiran · Sri". */
export function fieldWords(item: Pick<ReviewItem, 'kind' | 'label' | 'entry'>, region: RegionWords): string {
  const entry = NAMES_ITSELF.has(item.label) ? '' : item.entry;
  const short = entry.length > LONGEST_ENTRY ? `${entry.slice(0, LONGEST_ENTRY - 1).trimEnd()}…` : entry;
  return w.fieldOf(nameOfField(item, region), short);
}

/** A value as it is said; `quiet` is what stands for nothing. */
export interface SaidValue {
  text: string;
  quiet: boolean;
}

export function isTime({ label }: Field): boolean {
  return label === 'start_time' || label === 'end_time';
}

export function valueWords(field: Field, value: ReviewValue, region: RegionWords): SaidValue {
  const said = (text: string, quiet = false): SaidValue => ({ text, quiet });
  const yes = value.type === 'boolean' && value.value;
  if (field.label === 'removed') return said(yes ? w.value.archived : w.value.listed);
  if (field.label.endsWith('//removed')) return said(yes ? w.value.rowRemoved : w.value.rowKept);
  if (field.label.startsWith('distinct_from/')) return said(yes ? w.value.apart : w.value.undecided, !yes);
  if (field.label.endsWith('//pos')) return said(w.value.order, true);
  switch (value.type) {
    case 'empty':
      return said(field.label === 'merged_into' ? w.value.notJoined : w.value.empty, true);
    case 'text':
      if (isTime(field)) return said(clockTime(value.value));
      return said(field.label === 'phone' ? shownPhone(value.value) : value.value);
    case 'date':
      return said(longDate(value.value));
    case 'boolean':
      return said(value.value ? w.value.yes : w.value.no);
    case 'number':
      return said(String(value.value));
    case 'choice':
      return said(choicesOfField(field, region)?.[value.value] ?? value.value);
    case 'record':
      return value.value ? said(value.value) : said(w.value.gone, true);
    case 'unknown':
      return said(w.value.newer, true);
  }
}

export type Editor = 'long' | 'text' | 'date' | 'time' | 'choice' | 'number';

/** With what a value is mended in its place; null where only the record's form can do it. */
export function editorOf(item: ReviewItem, region: RegionWords): Editor | null {
  if (item.label.endsWith('removed') || item.label.endsWith('//pos')) return null;
  if (choicesOfField(item, region)) return 'choice';
  if (isTime(item)) return 'time';
  switch (item.other.value.type) {
    case 'date':
      return 'date';
    case 'number':
      return 'number';
    case 'text':
      // A telephone number is read and rewritten by its form.
      if (item.label === 'phone') return null;
      return item.long_text ? 'long' : 'text';
    default:
      return null;
  }
}

/** Whether both versions are texts that a person may join into one. */
export function canBeJoined(item: ReviewItem): boolean {
  return item.long_text && item.standing.value.type === 'text' && item.other.value.type === 'text';
}
