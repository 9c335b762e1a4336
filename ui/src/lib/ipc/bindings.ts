// Made from the Rust types by crates/client/tests/bindings.rs. Not to be edited by hand.

export type RecordId = string;

export type DraftId = string;

export type OpId = string;

export type FieldProblem = { 
/**
 * The field's path, as in JSON (`name`, `guests[0].name` shown as `guests/⟨id⟩/name`).
 */
field: string, 
/**
 * The code under which the catalogue has the sentence.
 */
code: string, 
/**
 * What the sentence fills in.
 */
args: { [key in string]: string }, };

export type IpcError = { 
/**
 * The code.
 */
code: string, 
/**
 * What the sentence fills in; `cause` carries the technical cause for support staff.
 */
args: { [key in string]: string }, 
/**
 * The fields that stand in the way, when the code is `invalid`.
 */
problems: Array<FieldProblem>, };

export type AppState = { "phase": "first_start" } | { "phase": "ready", 
/**
 * The KIM's name.
 */
kim_name: string, } | { "phase": "closed", 
/**
 * Why, as a code of the message catalogue.
 */
problem: IpcError, };

export type FormKind = "profile" | "member" | "meeting" | "aspiration" | "activity" | "dissemination" | "letter";

export type NikReading = { 
/**
 * Birth date, two-digit years never in the future.
 */
birth_date: string, 
/**
 * Sex by the day's offset.
 */
sex: Sex, };

export type Profile = { 
/**
 * The logo, if there is one: the first is printed.
 */
attachments: Array<Attachment>, 
/**
 * Nama KIM.
 */
name: string, 
/**
 * Kode or KIM ID (kim.id).
 */
code: string, 
/**
 * Tingkat.
 */
level: Level | null, 
/**
 * Kode wilayah Kemendagri, `PP.KK.CC.DDDD`; empty when the village was typed.
 */
village_code: string, 
/**
 * Nama desa, without the word before it.
 */
village: string, 
/**
 * Nama kecamatan.
 */
district: string, 
/**
 * Nama kabupaten or kota, without the word before it.
 */
regency: string, 
/**
 * Nama provinsi.
 */
province: string, 
/**
 * Alamat sekretariat.
 */
address: string, 
/**
 * Tanggal berdiri.
 */
founded_on: string | null, 
/**
 * Email.
 */
email: string, 
/**
 * Telepon, stored as +62….
 */
phone: string, 
/**
 * Tautan media.
 */
media_links: string, 
/**
 * Awal periode kepengurusan.
 */
period_start: string | null, 
/**
 * Akhir periode kepengurusan.
 */
period_end: string | null, 
/**
 * Nomor SK.
 */
decree_number: string, 
/**
 * Tanggal SK.
 */
decree_date: string | null, 
/**
 * Tentang.
 */
decree_subject: string, 
/**
 * Penerbit SK (Kepala Desa, Perbekel, Lurah, Wali Nagari, Camat, Dinas, Walikota).
 */
decree_issuer: string, 
/**
 * Sebutan for kabupaten.
 */
word_regency: string, 
/**
 * Sebutan for kecamatan.
 */
word_district: string, 
/**
 * Sebutan for desa.
 */
word_village: string, 
/**
 * Sebutan for dusun.
 */
word_hamlet: string, 
/**
 * Sebutan for kepala desa.
 */
word_village_head: string, 
/**
 * Name of the dinas that guides the KIM (Diskominfo, Diskominfotik, …).
 */
office_name: string, 
/**
 * Zona waktu.
 */
time_zone: TimeZone | null, 
/**
 * Kelompok or Komunitas.
 */
long_form: LongForm | null, 
/**
 * Kop desa or kop KIM.
 */
letterhead: Letterhead | null, 
/**
 * Own lines of the letterhead, in the place of the usual ones.
 */
letterhead_lines: string, 
/**
 * Paper.
 */
paper: Paper | null, 
/**
 * Margin above, in millimetres.
 */
margin_top: number | null, 
/**
 * Margin below.
 */
margin_bottom: number | null, 
/**
 * Margin on the left.
 */
margin_left: number | null, 
/**
 * Margin on the right.
 */
margin_right: number | null, 
/**
 * Pejabat penandatangan: nama.
 */
official_name: string, 
/**
 * Pejabat penandatangan: jabatan.
 */
official_position: string, 
/**
 * Label of the official's number.
 */
official_number_label: SignerNumberLabel | null, 
/**
 * The official's number.
 */
official_number: string, 
/**
 * Who signs for the KIM.
 */
kim_signer: KimSigner | null, 
/**
 * Sebutan for the chair over a signature ("Ketua KIM Mekar Sari").
 */
word_chair: string, 
/**
 * Sebutan for the secretary over a signature.
 */
word_secretary: string, 
/**
 * Pattern of letter numbers (see `letter_number`).
 */
letter_number_pattern: string, 
/**
 * Code of invitations in numbers.
 */
letter_code_invitation: string, 
/**
 * Code of official reports.
 */
letter_code_official_report: string, 
/**
 * Code of cover letters.
 */
letter_code_cover_letter: string, 
/**
 * Code of other letters.
 */
letter_code_other: string, 
/**
 * The sentences that letters usually begin with.
 */
letter_opening: string, 
/**
 * The sentences that letters usually end with.
 */
letter_closing: string, 
/**
 * Fewest members that the regency asks for.
 */
members_least: number | null, 
/**
 * Most members that the regency allows.
 */
members_most: number | null, };

export type Level = "village" | "urban_village" | "nagari" | "district" | "other";

export type TimeZone = "WIB" | "WITA" | "WIT";

export type LongForm = "group" | "community";

export type Letterhead = "village" | "kim";

export type SignerNumberLabel = "none" | "NIP" | "NIPD";

export type Paper = "F4" | "F4_narrow" | "A4";

export type KimSigner = "chair" | "secretary";

export type Member = { 
/**
 * Nomor anggota.
 */
member_number: string, 
/**
 * Nama; required.
 */
name: string, 
/**
 * Jenis kelamin.
 */
sex: Sex | null, 
/**
 * Tempat lahir.
 */
birth_place: string, 
/**
 * Tanggal lahir.
 */
birth_date: string | null, 
/**
 * NIK, 16 digits.
 */
nik: string, 
/**
 * Alamat.
 */
address: string, 
/**
 * Dusun, banjar, lingkungan.
 */
hamlet: string, 
/**
 * RT.
 */
rt: string, 
/**
 * RW.
 */
rw: string, 
/**
 * Agama.
 */
religion: Religion | null, 
/**
 * Pendidikan.
 */
education: Education | null, 
/**
 * Pekerjaan.
 */
occupation: string, 
/**
 * HP/WA, stored as +62….
 */
phone: string, 
/**
 * Email.
 */
email: string, 
/**
 * Jabatan.
 */
position: Position | null, 
/**
 * Jabatan in free text, when none of the list fits.
 */
position_text: string, 
/**
 * Unsur asal (KWT, Karang Taruna, …).
 */
origin: string, 
/**
 * Warga luar desa.
 */
from_outside: boolean, 
/**
 * Sudah/pernah menikah: allows an age below 17.
 */
married: boolean, 
/**
 * Tanggal masuk.
 */
joined_on: string | null, 
/**
 * Tanggal keluar.
 */
left_on: string | null, 
/**
 * No longer active.
 */
inactive: boolean, 
/**
 * SK pengangkatan.
 */
appointment_decree: string, 
/**
 * SK pemberhentian.
 */
dismissal_decree: string, 
/**
 * Tanggal persetujuan data (consent, UU 27/2022).
 */
consent_date: string | null, 
/**
 * Keterangan.
 */
note: string, 
/**
 * Place within the same position, smaller first.
 */
order: number | null, };

export type Sex = "male" | "female";

export type Position = "patron" | "mentor" | "adviser" | "responsible" | "chair" | "vice_chair" | "secretary" | "treasurer" | "gathering_coordinator" | "gathering_member" | "processing_coordinator" | "processing_member" | "spreading_coordinator" | "spreading_member" | "member" | "other";

export type Religion = "islam" | "protestant" | "catholic" | "hindu" | "buddhist" | "confucian" | "belief";

export type Education = "none" | "sd" | "smp" | "sma" | "diploma" | "s1" | "s2" | "s3";

export type Meeting = { 
/**
 * Acara, in order.
 */
agenda: Array<AgendaItem>, 
/**
 * Kehadiran, one mark a member.
 */
attendance: Array<AttendanceMark>, 
/**
 * Tamu, in order.
 */
guests: Array<Guest>, 
/**
 * Keputusan & tindak lanjut, in order.
 */
decisions: Array<Decision>, 
/**
 * Foto & lampiran, in order.
 */
attachments: Array<Attachment>, 
/**
 * Nama rapat; required.
 */
title: string, 
/**
 * Jenis.
 */
meeting_type: MeetingType | null, 
/**
 * Fungsi ADINDA.
 */
function: AdindaFunction | null, 
/**
 * Tanggal.
 */
date: string | null, 
/**
 * Waktu mulai, `09:00`.
 */
start_time: string, 
/**
 * Waktu selesai.
 */
end_time: string, 
/**
 * Zona waktu.
 */
time_zone: TimeZone | null, 
/**
 * Tempat.
 */
place: string, 
/**
 * Nomor undangan.
 */
invitation_number: string, 
/**
 * Tanggal undangan.
 */
invitation_date: string | null, 
/**
 * Pimpinan rapat.
 */
chair: string, 
/**
 * Sekretaris rapat.
 */
secretary: string, 
/**
 * Pencatat.
 */
note_taker: string, 
/**
 * Pembukaan.
 */
opening: string, 
/**
 * Pembahasan.
 */
discussion: string, 
/**
 * Penutup.
 */
closing: string, 
/**
 * Draf or final.
 */
status: MeetingStatus | null, 
/**
 * How often a final set of minutes was opened again.
 */
revision: number | null, };

export type AgendaItem = { 
/**
 * Its identity; left out in new entries, where the laptop gives one.
 */
id: RecordId | null, 
/**
 * The point.
 */
text: string, 
/**
 * Its place in the list (see `position`); kept by the laptop.
 */
pos: string, };

export type AttendanceMark = { 
/**
 * The member.
 */
member: RecordId | null, 
/**
 * Hadir, izin, sakit, alpa.
 */
status: Attendance | null, 
/**
 * Keterangan.
 */
note: string, };

export type Guest = { 
/**
 * Its identity; left out in new entries.
 */
id: RecordId | null, 
/**
 * Nama; required.
 */
name: string, 
/**
 * Lembaga.
 */
organisation: string, 
/**
 * Jabatan.
 */
position: string, 
/**
 * Place in the list.
 */
pos: string, };

export type Decision = { 
/**
 * Its identity; left out in new entries.
 */
id: RecordId | null, 
/**
 * Pokok bahasan.
 */
topic: string, 
/**
 * Keputusan; required.
 */
decision: string, 
/**
 * Penanggung jawab.
 */
responsible: string, 
/**
 * Tenggat.
 */
due: string | null, 
/**
 * Status.
 */
status: FollowUpStatus | null, 
/**
 * Keterangan.
 */
note: string, 
/**
 * Place in the list.
 */
pos: string, };

export type Attachment = { 
/**
 * Its identity; left out in new entries.
 */
id: RecordId | null, 
/**
 * SHA-256 of its bytes, 64 hexadecimal digits; given by the laptop when the file is added.
 */
file: string, 
/**
 * Nama berkas, as it was called where it came from.
 */
name: string, 
/**
 * Keterangan.
 */
caption: string, 
/**
 * What it is.
 */
media_type: MediaType | null, 
/**
 * Its size in bytes.
 */
size: number | null, 
/**
 * What it shows.
 */
role: AttachmentRole | null, 
/**
 * Its place in the list.
 */
pos: string, };

export type MediaType = "image/jpeg" | "application/pdf";

export type AttachmentRole = "photo" | "attendance_list" | "letter" | "other";

export type AdindaFunction = "access" | "discussion" | "implementation" | "networking" | "dissemination" | "aspiration";

export type MeetingType = "routine" | "board" | "plenary" | "coordination" | "special" | "other";

export type MeetingStatus = "draft" | "final";

export type Attendance = "present" | "excused" | "sick" | "absent";

export type FollowUpStatus = "open" | "in_progress" | "done" | "dropped";

export type AttendanceCount = { 
/**
 * Hadir.
 */
present: number, 
/**
 * Izin.
 */
excused: number, 
/**
 * Sakit.
 */
sick: number, 
/**
 * Alpa.
 */
absent: number, 
/**
 * Tamu.
 */
guests: number, 
/**
 * Whether more than half of the members were present.
 */
quorum: boolean, };

export type Aspiration = { 
/**
 * Foto & lampiran, in order.
 */
attachments: Array<Attachment>, 
/**
 * Nomor register (`014/2026`); given by the laptop, never changed.
 */
register_number: string, 
/**
 * Tanggal.
 */
date: string | null, 
/**
 * Klasifikasi.
 */
classification: Classification | null, 
/**
 * Judul; required.
 */
title: string, 
/**
 * Isi.
 */
body: string, 
/**
 * Kategori.
 */
category: Category | null, 
/**
 * Lokasi (dusun/RT/RW).
 */
location: string, 
/**
 * Tanggal kejadian.
 */
incident_date: string | null, 
/**
 * Named, anonymous or rahasia.
 */
identity: Identity | null, 
/**
 * Penyampai, a record of its own.
 */
reporter: RecordId | null, 
/**
 * Kanal.
 */
channel: Channel | null, 
/**
 * Rapat asal.
 */
meeting: RecordId | null, 
/**
 * Tujuan.
 */
destination: Destination | null, 
/**
 * Perangkat daerah (OPD) yang dituju.
 */
agency: string, 
/**
 * Nomor SP4N-LAPOR!.
 */
lapor_number: string, 
/**
 * Prioritas.
 */
priority: Priority | null, 
/**
 * How far it has come in the village.
 */
stage: VillageStage | null, 
/**
 * Hasil di desa.
 */
village_result: string, 
/**
 * Tanggal hasil di desa.
 */
village_result_date: string | null, };

export type Reporter = { 
/**
 * Nama.
 */
name: string, 
/**
 * Lembaga.
 */
organisation: string, 
/**
 * Kontak.
 */
contact: string, };

export type AspirationForm = { 
/**
 * The aspiration; its `reporter` is kept by the book.
 */
aspiration: Aspiration, 
/**
 * Who spoke.
 */
reporter: Reporter, };

export type OfficeWord = { 
/**
 * How far it has come.
 */
status: OfficeStatus | null, 
/**
 * Nomor pelacakan.
 */
tracking_number: string, 
/**
 * The OPD that it was forwarded to.
 */
agency: string, 
/**
 * Why it was turned down or postponed, to be read out.
 */
reason: string, 
/**
 * The answer.
 */
answer: string, };

export type Classification = "complaint" | "aspiration" | "information_request";

export type Category = "religion" | "economy" | "health" | "gender" | "order" | "environment" | "public_works" | "village_development" | "education" | "agriculture" | "politics" | "social" | "energy" | "civil_registry" | "labour" | "transport" | "consumer_protection" | "information_technology" | "water" | "housing" | "special_topic" | "other";

export type Identity = "open" | "anonymous" | "secret";

export type Channel = "meeting" | "spoken" | "letter" | "whatsapp" | "other";

export type Destination = "village" | "district" | "regency";

export type Priority = "low" | "normal" | "high" | "urgent";

export type VillageStage = "draft" | "recorded" | "passed_to_village" | "done_in_village";

export type OfficeStatus = "received" | "verified" | "forwarded" | "in_progress" | "done" | "rejected" | "not_ours" | "postponed";

export type Activity = { 
/**
 * Members who took part.
 */
participants: Array<Participant>, 
/**
 * Foto & lampiran, in order.
 */
attachments: Array<Attachment>, 
/**
 * Nama kegiatan; required.
 */
title: string, 
/**
 * Jenis.
 */
activity_type: ActivityType | null, 
/**
 * Fungsi ADINDA that it served.
 */
function: AdindaFunction | null, 
/**
 * Tanggal, or the first day of several.
 */
date: string | null, 
/**
 * The last day, if there are several.
 */
end_date: string | null, 
/**
 * Waktu mulai, `09:00`.
 */
start_time: string, 
/**
 * Waktu selesai.
 */
end_time: string, 
/**
 * Lokasi.
 */
place: string, 
/**
 * Pelaksana.
 */
organiser: string, 
/**
 * Deskripsi.
 */
description: string, 
/**
 * Hasil.
 */
result: string, 
/**
 * How many took part who aren't members.
 */
other_participants: number | null, 
/**
 * Who they were.
 */
other_participants_note: string, 
/**
 * Keterangan.
 */
note: string, };

export type Participant = { 
/**
 * The member.
 */
member: RecordId | null, 
/**
 * True for everybody in the list; kept by the laptop.
 */
took_part: boolean, 
/**
 * Peran (narasumber, panitia, peserta, …).
 */
role: string, };

export type ActivityType = "training" | "outreach" | "discussion" | "content_making" | "community_work" | "culture" | "visit" | "competition" | "other";

export type Dissemination = { 
/**
 * Foto & lampiran, in order.
 */
attachments: Array<Attachment>, 
/**
 * Judul; required.
 */
title: string, 
/**
 * Tanggal.
 */
date: string | null, 
/**
 * Sumber.
 */
source: string, 
/**
 * Sudah dicek?
 */
fact_check: FactCheck | null, 
/**
 * How it was checked.
 */
fact_check_note: string, 
/**
 * Isi.
 */
body: string, 
/**
 * Kanal: WhatsApp.
 */
by_whatsapp: boolean, 
/**
 * Kanal: pengeras suara.
 */
by_loudspeaker: boolean, 
/**
 * Kanal: papan informasi.
 */
by_notice_board: boolean, 
/**
 * Kanal: tatap muka.
 */
by_face_to_face: boolean, 
/**
 * Kanal: media sosial.
 */
by_social_media: boolean, 
/**
 * Kanal: another one, in words.
 */
other_channel: string, 
/**
 * Tautan, one a line.
 */
links: string, 
/**
 * Jangkauan: how many people.
 */
reach: number | null, 
/**
 * Jangkauan: who they are.
 */
reach_note: string, };

export type FactCheck = "true" | "hoax" | "unclear";

export type Letter = { 
/**
 * The signed letter as a scan, and the like.
 */
attachments: Array<Attachment>, 
/**
 * What kind of letter.
 */
letter_kind: LetterKind | null, 
/**
 * Nomor (`UND/014/KIM/VIII/2026`); given by the laptop, never changed.
 */
number: string, 
/**
 * Tanggal.
 */
date: string | null, 
/**
 * Hal; required.
 */
subject: string, 
/**
 * Sifat.
 */
nature: LetterNature | null, 
/**
 * Lampiran, in words ("1 berkas").
 */
enclosures: string, 
/**
 * Kepada, line by line.
 */
addressee: string, 
/**
 * The meeting that it is about.
 */
meeting: RecordId | null, 
/**
 * Isi.
 */
body: string, 
/**
 * Whether it was voided (batal).
 */
voided: boolean, 
/**
 * Keterangan.
 */
note: string, };

export type LetterKind = "invitation" | "official_report" | "cover_letter" | "other";

export type LetterNature = "ordinary" | "important" | "urgent" | "confidential";

export type Form<T> = { 
/**
 * The draft behind the form.
 */
draft: DraftId, 
/**
 * The record; new ones have their id from the start.
 */
id: RecordId, 
/**
 * Whether the record is new.
 */
is_new: boolean, 
/**
 * What the fields hold: as stored, or as last typed.
 */
record: T, 
/**
 * Set when something typed earlier and never saved was found: when it was last kept.
 */
restored_from: string | null, 
/**
 * What the office has said (aspirations).
 */
office: OfficeWord, 
/**
 * Where the record stands with the office.
 */
sync: RecordSync, };

export type DraftRow = { 
/**
 * The draft.
 */
draft: DraftId, 
/**
 * What it is a draft of.
 */
kind: FormKind, 
/**
 * The record.
 */
id: RecordId, 
/**
 * Whether the record is new.
 */
is_new: boolean, 
/**
 * Name or title as typed; may be empty.
 */
title: string, 
/**
 * When it was last kept.
 */
kept_at: string, };

export type FormCheck = { 
/**
 * What forbids saving.
 */
problems: Array<FieldProblem>, 
/**
 * What is only said.
 */
warnings: Array<FieldProblem>, };

export type RecordSync = { "state": "only_here" } | { "state": "waiting" } | { "state": "sent", 
/**
 * Since when, by the office's clock.
 */
since: string, } | { "state": "review" };

export type MemberRow = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * The member.
 */
member: Member, 
/**
 * Whether in the KIM today.
 */
active: boolean, 
/**
 * Whether archived.
 */
archived: boolean, 
/**
 * Where it stands.
 */
sync: RecordSync, };

export type MeetingRow = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * Nama rapat.
 */
title: string, 
/**
 * Tanggal.
 */
date: string | null, 
/**
 * Waktu mulai.
 */
start_time: string, 
/**
 * Tempat.
 */
place: string, 
/**
 * Draf or final.
 */
status: MeetingStatus | null, 
/**
 * Who came.
 */
attendance: AttendanceCount, 
/**
 * How many decisions.
 */
decisions: number, 
/**
 * How many follow-ups are still open.
 */
open_follow_ups: number, 
/**
 * Whether archived.
 */
archived: boolean, 
/**
 * Where it stands.
 */
sync: RecordSync, };

export type AspirationRow = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * The aspiration.
 */
aspiration: Aspiration, 
/**
 * Who spoke; empty when anonymous, secret or not written down.
 */
reporter_name: string, 
/**
 * What the office has said.
 */
office: OfficeWord, 
/**
 * Whether archived.
 */
archived: boolean, 
/**
 * Where it stands.
 */
sync: RecordSync, };

export type ActivityRow = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * The activity.
 */
activity: Activity, 
/**
 * Everybody who took part, members and others.
 */
participants: number, 
/**
 * Whether archived.
 */
archived: boolean, 
/**
 * Where it stands.
 */
sync: RecordSync, };

export type DisseminationRow = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * What was spread.
 */
dissemination: Dissemination, 
/**
 * Whether archived.
 */
archived: boolean, 
/**
 * Where it stands.
 */
sync: RecordSync, };

export type LetterRow = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * The letter.
 */
letter: Letter, 
/**
 * The title of the meeting that it is about; empty without one.
 */
meeting_title: string, 
/**
 * Whether archived.
 */
archived: boolean, 
/**
 * Where it stands.
 */
sync: RecordSync, };

export type DueFollowUp = { 
/**
 * The meeting it was decided in.
 */
meeting: RecordId, 
/**
 * The meeting's title.
 */
meeting_title: string, 
/**
 * Keputusan.
 */
decision: string, 
/**
 * Penanggung jawab.
 */
responsible: string, 
/**
 * Tenggat.
 */
due: string, 
/**
 * Whether the day has passed.
 */
overdue: boolean, 
/**
 * Status.
 */
status: FollowUpStatus | null, };

export type Overview = { 
/**
 * Today by this laptop's clock.
 */
today: string, 
/**
 * Active members that count as members.
 */
members: number, 
/**
 * Meetings this year.
 */
meetings_this_year: number, 
/**
 * The next meeting from today on.
 */
next_meeting: MeetingRow | null, 
/**
 * The last meeting before today.
 */
last_meeting: MeetingRow | null, 
/**
 * Follow-ups due within 14 days or overdue, the oldest first.
 */
due: Array<DueFollowUp>, 
/**
 * How the aspirations stand: stage in the village, or status at the office, with their numbers.
 */
aspirations: Array<AspirationStanding>, 
/**
 * Aspirations meant for the office that it hasn't finished.
 */
awaiting_office: number, 
/**
 * Typed and never saved.
 */
drafts: Array<DraftRow>, 
/**
 * Ends of SK or periode within 60 days.
 */
reminders: Array<FieldProblem>, };

export type AspirationStanding = { 
/**
 * `village/⟨stage⟩` or `office/⟨status⟩`, a key of the message catalogue.
 */
standing: string, 
/**
 * How many.
 */
count: number, };

export type SearchHit = { 
/**
 * What it is.
 */
kind: FormKind, 
/**
 * The record.
 */
id: RecordId, 
/**
 * Name or title.
 */
title: string, 
/**
 * A line of context.
 */
detail: string, };

export type SyncPhase = "unpaired" | "awaiting_confirmation" | "all_sent" | "waiting" | "sending" | "review" | "needs_code";

export type SyncStatus = { 
/**
 * What the pill says.
 */
phase: SyncPhase, 
/**
 * Edits without a receipt.
 */
waiting: number, 
/**
 * Conflicts and held edits.
 */
review: number, 
/**
 * When the office last answered, by this laptop's clock.
 */
last_contact: string | null, 
/**
 * When it was last tried.
 */
last_try: string | null, 
/**
 * Why the last try didn't get through, as a code of the message catalogue.
 */
last_problem: IpcError | null, 
/**
 * When the next try comes by itself.
 */
next_try: string | null, 
/**
 * How far this laptop's clock is from the office's, when more than ten minutes: minutes, positive is ahead.
 */
clock_ahead_minutes: number | null, 
/**
 * Photos and scans.
 */
attachments: AttachmentStatus, 
/**
 * The office.
 */
office: PairedOffice | null, 
/**
 * When the newest file for the office was saved, while no answer to it was opened.
 */
file_unanswered_since: string | null, };

export type SavedFile = { 
/**
 * Where it is.
 */
path: string, 
/**
 * How many edits are in it.
 */
edits: number, 
/**
 * How many photos and scans are in it.
 */
photos: number, };

export type OpenedFile = { "answer": AppliedAnswer } | { "pairing": PairedOffice };

export type AppliedAnswer = { 
/**
 * In a word.
 */
outcome: AnswerOutcome, 
/**
 * How many edits the office has now for certain that waited before.
 */
receipts: number, 
/**
 * How many edits wait still.
 */
waiting: number, 
/**
 * How many photos and scans came.
 */
photos: number, 
/**
 * Whether the office has more than went into this file.
 */
more: boolean, };

export type AnswerOutcome = "applied" | "nothing_new" | "set_back" | "overtaken";

export type AttachmentStatus = { 
/**
 * Files that the office hasn't confirmed.
 */
to_send: number, 
/**
 * Their bytes.
 */
bytes_to_send: number, 
/**
 * Files at the office that aren't here yet.
 */
to_fetch: number, 
/**
 * "Kirim foto lewat Wi-Fi saja": they move only when the user says so.
 */
by_hand: boolean, 
/**
 * Whether the user has paused them.
 */
paused: boolean, 
/**
 * The file that is moving right now.
 */
progress: FileProgress | null, };

export type FileProgress = { 
/**
 * To the office, or from it.
 */
sends: boolean, 
/**
 * So many bytes are where they should be.
 */
done: number, 
/**
 * So many there are; 0 if that isn't known yet.
 */
size: number, };

export type FileStanding = { 
/**
 * On this laptop.
 */
here: boolean, 
/**
 * At the office, by its own word.
 */
at_office: boolean, };

export type AttachmentRow = { 
/**
 * Its identity; left out in new entries.
 */
id: RecordId | null, 
/**
 * SHA-256 of its bytes, 64 hexadecimal digits; given by the laptop when the file is added.
 */
file: string, 
/**
 * Nama berkas, as it was called where it came from.
 */
name: string, 
/**
 * Keterangan.
 */
caption: string, 
/**
 * What it is.
 */
media_type: MediaType | null, 
/**
 * Its size in bytes.
 */
size: number | null, 
/**
 * What it shows.
 */
role: AttachmentRole | null, 
/**
 * Its place in the list.
 */
pos: string, 
/**
 * On this laptop.
 */
here: boolean, 
/**
 * At the office, by its own word.
 */
at_office: boolean, };

export type PairedOffice = { 
/**
 * Its address.
 */
server: string, 
/**
 * Its name.
 */
office_name: string, 
/**
 * The KIM as the office has it.
 */
kim_name: string, 
/**
 * The village as the office has it.
 */
village: string, 
/**
 * Kecamatan.
 */
district: string, 
/**
 * Kabupaten.
 */
regency: string, 
/**
 * This laptop's letter.
 */
device_letter: string, 
/**
 * Whether the office already has records of this KIM, which will come to this laptop.
 */
has_records: boolean, };

export type DisclosedField = "nik" | "religion" | "birth" | "secret_names";

export type DisclosureWay = "printed" | "saved" | "exported" | "copied";

export type Disclosure = { 
/**
 * What people call the document (`Daftar anggota`).
 */
document: string, 
/**
 * How it left.
 */
way: DisclosureWay, 
/**
 * What it showed.
 */
shown: Array<DisclosedField>, 
/**
 * Of how many people.
 */
people: number, };

export type DisclosureRow = { 
/**
 * Its place in the log.
 */
number: number, 
/**
 * When, by this laptop's clock.
 */
at: string, 
/**
 * What people call the document (`Daftar anggota`).
 */
document: string, 
/**
 * How it left.
 */
way: DisclosureWay, 
/**
 * What it showed.
 */
shown: Array<DisclosedField>, 
/**
 * Of how many people.
 */
people: number, };

export type VillageChoice = { 
/**
 * Kode wilayah, `PP.KK.CC.DDDD`.
 */
code: string, 
/**
 * Nama desa.
 */
name: string, 
/**
 * Nama kecamatan.
 */
district: string, 
/**
 * Nama kabupaten or kota, with that word before it.
 */
regency: string, 
/**
 * Nama provinsi.
 */
province: string, 
/**
 * `desa`, `kelurahan` or `desa adat`, by the code.
 */
level: string, };

export type Review = { 
/**
 * Conflicts and held values, record by record.
 */
items: Array<ReviewItem>, 
/**
 * Members that may be one person.
 */
doubles: Array<DoubleRow>, 
/**
 * Letters that bear one number.
 */
numbers: Array<NumberDouble>, };

export type ReviewItem = { 
/**
 * The edit that it came with; together with `field` it names the item.
 */
op: OpId, 
/**
 * The field's path.
 */
field: string, 
/**
 * The field without ids (`attendance//status`), a key of the message catalogue.
 */
label: string, 
/**
 * Which entry of a list it belongs to: a member's name, a decision; else empty.
 */
entry: string, 
/**
 * The record's kind.
 */
kind: string, 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its name or title.
 */
title: string, 
/**
 * The form that shows it, if there is one.
 */
form: FormKind | null, 
/**
 * Why somebody has to look.
 */
reason: ReviewReason, 
/**
 * What stands there now.
 */
standing: ReviewVersion, 
/**
 * What was kept beside it.
 */
other: ReviewVersion, 
/**
 * Whether both are long texts, which may be joined.
 */
long_text: boolean, 
/**
 * What was seen: handed back with the choice, so that nothing is settled that nobody has looked at.
 */
stamp: string, };

export type ReviewReason = { "reason": "same_field" } | { "reason": "archived" } | { "reason": "archiving" } | { "reason": "made_final" } | { "reason": "held", 
/**
 * Its code for the message catalogue.
 */
code: string, };

export type ReviewVersion = { 
/**
 * The value.
 */
value: ReviewValue, 
/**
 * Whose it is; none when nothing was ever written.
 */
author: ReviewAuthor | null, 
/**
 * The author's clock at the save.
 */
saved_at: string | null, };

export type ReviewAuthor = { "who": "here" } | { "who": "laptop", 
/**
 * Its letter.
 */
letter: string, } | { "who": "office" };

export type ReviewValue = { "type": "empty" } | { "type": "text", "value": string } | { "type": "date", "value": string } | { "type": "boolean", "value": boolean } | { "type": "number", "value": number } | { "type": "choice", "value": string } | { "type": "record", "value": string } | { "type": "unknown" };

export type SettleChoice = { "choice": "keep_standing" } | { "choice": "take_other" } | { "choice": "write", 
/**
 * The text as typed.
 */
text: string, };

export type Settlement = { 
/**
 * [`ReviewItem::op`].
 */
op: OpId, 
/**
 * [`ReviewItem::field`].
 */
field: string, 
/**
 * [`ReviewItem::stamp`].
 */
stamp: string, 
/**
 * What was chosen.
 */
choice: SettleChoice, };

export type DoubleRow = { 
/**
 * Why they look like one.
 */
reason: DoubleReason, 
/**
 * The one written down earlier.
 */
first: DoubleMember, 
/**
 * The one written down later.
 */
second: DoubleMember, };

export type DoubleReason = "same_nik" | "same_phone" | "same_birth_date" | "same_name";

export type DoubleMember = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * The member.
 */
member: Member, 
/**
 * At how many meetings the person was marked.
 */
meetings: number, 
/**
 * Where the record stands.
 */
sync: RecordSync, };

export type NumberDouble = { 
/**
 * The number.
 */
number: string, 
/**
 * Who bears it.
 */
letters: Array<LetterRow>, };

export type CellProblem = { 
/**
 * The row's number as the spreadsheet shows it.
 */
row: number, 
/**
 * The column's letters; empty if the sheet has no such column.
 */
letters: string, 
/**
 * The column's head as it stands in the sheet; empty if it has none.
 */
heading: string, 
/**
 * The field that the column is taken for, and what is to be said of it.
 */
problem: FieldProblem, };

export type LeftOut = { 
/**
 * Its number as the spreadsheet shows it.
 */
row: number, 
/**
 * Why.
 */
reason: LeftOutReason, };

export type LeftOutReason = "column_numbers" | "total" | "repeated_heading" | "signature_block" | "only_numbered" | "no_person";

export type ImportKind = "member" | "aspiration";

export type ImportOptions = { 
/**
 * Which sheet, counted from 0; without it the first one that says anything.
 */
sheet: number | null, 
/**
 * Columns by their index: the field that each is taken for, or none. Others stay as guessed.
 */
columns: { [key in number]: string | null }, };

export type ImportPlan = { 
/**
 * The workbook's sheets.
 */
sheets: Array<string>, 
/**
 * The one that was read, counted from 0.
 */
sheet: number, 
/**
 * The row of heads; none if there is none.
 */
heading_row: number | null, 
/**
 * The columns, as they are taken.
 */
columns: Array<ImportColumn>, 
/**
 * Every field that a column can be taken for.
 */
fields: Array<string>, 
/**
 * Rows of data, those that can't be taken too.
 */
rows: number, 
/**
 * Rows that can be taken.
 */
ready: number, 
/**
 * Why others can't.
 */
bad: Array<CellProblem>, 
/**
 * What is only said.
 */
warnings: Array<CellProblem>, 
/**
 * Rows that aren't data.
 */
left_out: Array<LeftOut>, 
/**
 * Rows that may be known already.
 */
duplicates: Array<ImportDuplicate>, 
/**
 * Whether the file carries macros; they weren't run.
 */
has_macros: boolean, 
/**
 * What was seen: handed back with the decisions, so that nothing is done that nobody has looked at.
 */
stamp: string, };

export type ImportColumn = { 
/**
 * Counted from 0.
 */
index: number, 
/**
 * As the spreadsheet names it.
 */
letters: string, 
/**
 * Its head.
 */
heading: string, 
/**
 * The field that it is taken for.
 */
field: string | null, 
/**
 * What stands in its first rows.
 */
samples: Array<string>, };

export type ImportDuplicate = { 
/**
 * The row.
 */
row: number, 
/**
 * Its name or title.
 */
name: string, 
/**
 * Why.
 */
reason: DuplicateReason, 
/**
 * The row above that it is like, if it is like one of the same sheet.
 */
other_row: number | null, 
/**
 * The record that it is like, if it is like one of the book.
 */
other_record: RecordId | null, 
/**
 * The other's name or title.
 */
other_name: string, };

export type DuplicateReason = "same_nik" | "same_phone" | "same_birth_date" | "same_name" | "same_text";

export type DuplicateChoice = "add" | "skip" | "fill_blanks" | "take_sheet";

export type ImportDecisions = { 
/**
 * [`ImportPlan::stamp`].
 */
stamp: string, 
/**
 * Whether the rest is imported without rows that can't be taken.
 */
without_bad: boolean, 
/**
 * For each row that may be known already.
 */
duplicates: { [key in number]: DuplicateChoice }, };

export type ImportDone = { 
/**
 * Its id, for taking it back.
 */
import: RecordId, 
/**
 * Records added.
 */
added: number, 
/**
 * Records that were filled or changed.
 */
joined: number, 
/**
 * Rows left out because they are known already.
 */
skipped: number, 
/**
 * Rows left out because they can't be taken.
 */
bad: number, };

export type ImportUndone = { 
/**
 * Records that were added and are archived now.
 */
archived: number, 
/**
 * Fields that say again what they said before.
 */
put_back: number, 
/**
 * Fields that somebody changed since: they stay.
 */
kept: number, };

export type ExportList = "member" | "meeting" | "aspiration" | "activity" | "dissemination" | "letter";

export type ExportFormat = "xlsx" | "csv";

export type ExportOptions = { 
/**
 * Which list.
 */
list: ExportList, 
/**
 * As what kind of file.
 */
format: ExportFormat, 
/**
 * The columns, in their order; none for the usual ones.
 */
columns: Array<string>, 
/**
 * What is otherwise kept back and is shown this one time.
 */
shown: Array<DisclosedField>, 
/**
 * Only these records, in this order; without it all that aren't archived.
 */
only: Array<RecordId> | null, };

export type ExportedRegister = { 
/**
 * The folder.
 */
folder: string, 
/**
 * How many files are in it.
 */
files: number, 
/**
 * Attachments that aren't on this laptop yet.
 */
missing: number, };
