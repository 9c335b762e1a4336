// Made from the Rust types by crates/paperwork/tests/bindings.rs. Not to be edited by hand.
import type { Destination, Paper, RecordId } from './bindings';

export type DocumentName = "roster" | "attendance-sheet" | "minutes" | "official-report" | "invitation" | "aspiration-book" | "aspiration-sheet" | "cover-letter" | "activity-book" | "activity-report" | "card";

export type DocumentRequest = { 
/**
 * Which document, with the options that it alone has.
 */
document: DocumentOptions, 
/**
 * Paper.
 */
paper: Paper, 
/**
 * Place before the date of signing; empty for the usual one.
 */
place: string, 
/**
 * Date of signing; none is the usual one.
 */
date: string | null, 
/**
 * Left signer, under MENGETAHUI; one without a position isn't printed.
 */
left: SignerChoice, 
/**
 * Right signer, under place and date; without a position it is the usual one.
 */
right: SignerChoice, 
/**
 * Whether to show NIK: never unless asked for this one time.
 */
show_nik: boolean, 
/**
 * Whether to show names that are kept secret: never unless asked for this one time.
 */
show_secret_names: boolean, };

export type SignerChoice = { 
/**
 * Jabatan over the signature.
 */
position: string, 
/**
 * Nama.
 */
name: string, 
/**
 * Line below the name, with its label (`NIP. 1967…`), or empty.
 */
number: string, };

export type DocumentOptions = { "name": "roster" } & RosterOptions | { "name": "attendance-sheet" } & AttendanceSheetOptions | { "name": "minutes" } & MinutesOptions | { "name": "official-report" } & MeetingLetterOptions | { "name": "invitation" } & InvitationOptions | { "name": "aspiration-book" } & PeriodOptions | { "name": "aspiration-sheet" } & AspirationSheetOptions | { "name": "cover-letter" } & CoverLetterOptions | { "name": "activity-book" } & ActivityBookOptions | { "name": "activity-report" } & ActivityReportOptions | { "name": "card" } & CardOptions;

export type RosterOptions = { 
/**
 * The columns in the order of the page; if empty, all. The NIK's stands only where NIK are shown.
 */
columns: Array<RosterColumn>, 
/**
 * Only members that are active today.
 */
active_only: boolean, 
/**
 * Only this group.
 */
group: MemberGroup | null, 
/**
 * Whom to begin with.
 */
order: RosterOrder, };

export type AttendanceSheetOptions = { 
/**
 * The meeting; none for a sheet on which everything is written by hand.
 */
meeting: RecordId | null, 
/**
 * Filled from the marks, in the place of one to be signed.
 */
filled: boolean, 
/**
 * Empty rows below the names, on one to be signed.
 */
spare_rows: number, };

export type MinutesOptions = { 
/**
 * The meeting.
 */
meeting: RecordId, 
/**
 * With the list of who came behind them.
 */
with_attendance: boolean, 
/**
 * With the photos behind them.
 */
with_photos: boolean, };

export type MeetingLetterOptions = { 
/**
 * The meeting.
 */
meeting: RecordId, 
/**
 * The letter that gives it its number; without one, dots are printed.
 */
letter: RecordId | null, };

export type InvitationOptions = { 
/**
 * To which meeting; none if the letter alone says it.
 */
meeting: RecordId | null, 
/**
 * The letter with number and addressee; without one, dots are printed.
 */
letter: RecordId | null, 
/**
 * One letter for each member, in the place of one for the addressee.
 */
for_each_member: boolean, };

export type PeriodOptions = { 
/**
 * The first day.
 */
from: string | null, 
/**
 * The last day.
 */
until: string | null, };

export type AspirationSheetOptions = { 
/**
 * The aspiration.
 */
aspiration: RecordId, 
/**
 * With its photos.
 */
with_photos: boolean, };

export type CoverLetterOptions = { 
/**
 * The letter with number and addressee; without one, dots are printed.
 */
letter: RecordId | null, 
/**
 * Aspirations of these days.
 */
period: PeriodOptions, 
/**
 * Those that go there.
 */
destination: Destination, 
/**
 * Only those that nobody has finished yet.
 */
unfinished_only: boolean, };

export type ActivityBookOptions = { 
/**
 * Activities of these days.
 */
period: PeriodOptions, 
/**
 * With the meetings among them.
 */
with_meetings: boolean, };

export type ActivityReportOptions = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
until: string, 
/**
 * Own words before the sections; if empty, the usual ones.
 */
introduction: string, 
/**
 * Own words at the end; if empty, the usual ones.
 */
conclusion: string, 
/**
 * With photos of meetings and activities.
 */
with_photos: boolean, };

export type CardOptions = { 
/**
 * For this member alone; without one, for all who are active.
 */
member: RecordId | null, 
/**
 * Of all, only this group.
 */
group: MemberGroup | null, };

export type RosterColumn = "row_number" | "member_number" | "nik" | "name" | "sex" | "birth" | "address" | "position" | "origin" | "education" | "occupation" | "phone" | "note";

export type RosterOrder = "position" | "name" | "number";

export type MemberGroup = "guides" | "officers" | "gathering" | "processing" | "spreading" | "ordinary";

export type DocumentOutline = { 
/**
 * By which its pages are asked for.
 */
number: number, 
/**
 * How many pages there are.
 */
pages: number, 
/**
 * Their width in millimetres.
 */
width_mm: number, 
/**
 * Their height in millimetres.
 */
height_mm: number, };
