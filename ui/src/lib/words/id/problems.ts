// The sentences behind the codes that the Rust side answers with.

type Args = { [name: string]: string | undefined };
type Sentence = (args: Args) => string;

const fixed =
  (text: string): Sentence =>
  () =>
    text;

/** What stands beside a field: problems that forbid saving, and warnings that don't. */
export const fieldProblems = {
  required: fixed('Ini perlu diisi.'),
  too_long: fixed('Teks ini terlalu panjang. Mohon dipersingkat.'),
  not_a_date: fixed('Tanggal ini tidak ada di kalender.'),
  not_a_time: fixed('Jam ini belum benar. Contoh: 09.30.'),
  out_of_bounds: fixed('Angka ini di luar batas yang wajar.'),
  not_a_choice: fixed('Pilihan ini tidak dikenal. Mohon pilih lagi.'),
  wrong_type: fixed('Isian ini tidak terbaca. Mohon isi lagi.'),
  end_before_start: fixed('Selesainya lebih awal daripada mulainya.'),
  left_before_joined: fixed('Tanggal keluar lebih awal daripada tanggal masuk.'),
  nik_not_sixteen_digits: fixed('NIK biasanya 16 angka. Mohon periksa lagi.'),
  nik_no_such_date: fixed('Tanggal lahir di dalam NIK ini tidak ada. Mohon periksa angkanya.'),
  nik_taken: ({ name }: Args) => `NIK ini sudah dipakai ${name ?? 'anggota lain'}.`,
  differs_from_nik: fixed('Tidak sama dengan yang tertulis di NIK.'),
  phone_unusual_length: fixed('Nomor ini terlalu pendek atau terlalu panjang. Mohon periksa lagi.'),
  in_the_future: ({ date }: Args) => `Tanggal ini belum terjadi${date ? ` (${date})` : ''}.`,
  age_unlikely: ({ age }: Args) => `Umurnya jadi ${age ?? 'lebih dari 110'} tahun. Mohon periksa tahunnya.`,
  officer_under_18: ({ age }: Args) => `Pengurus biasanya 18 tahun ke atas; ini ${age ?? ''} tahun.`,
  under_17: ({ age }: Args) =>
    `Anggota biasanya 17 tahun ke atas atau sudah menikah; ini ${age ?? ''} tahun.`,
  more_members_than_usual: ({ count, most }: Args) =>
    `Dengan ini anggota menjadi ${count ?? ''} orang; batas di daerah Anda ${most ?? ''} orang.`,
  position_taken: ({ name }: Args) => `Jabatan ini masih dipegang ${name ?? 'anggota lain'}.`,
  incomplete_body: fixed('Ceritakan isinya, supaya petugas mengerti apa yang diminta.'),
  incomplete_category: fixed('Pilih kategorinya, supaya sampai ke dinas yang tepat.'),
  incomplete_location: fixed('Tulis lokasinya, supaya petugas tahu harus ke mana.'),
  spread_unchecked: fixed('Kabar ini disebarkan, tetapi belum dicek kebenarannya.'),
  not_a_picture: fixed('Logo harus berupa gambar JPEG, PNG, atau WebP.'),
  pattern_unknown_word: fixed('Ada kata di dalam kurung kurawal yang tidak dikenal.'),
  pattern_without_number: fixed('Pola ini perlu memuat {nomor}, supaya setiap surat berbeda.'),
  pattern_without_year: fixed('Pola ini perlu memuat {tahun}, karena nomor mulai lagi dari 1 setiap tahun.'),
  period_ends_soon: ({ date }: Args) => `Masa kepengurusan berakhir ${date ?? ''}. Siapkan SK yang baru.`,
  period_ended: ({ date }: Args) =>
    `Masa kepengurusan sudah berakhir ${date ?? ''}. Perbarui SK dan periodenya.`,
  nik_eaten: ({ shown }: Args) =>
    `NIK sudah dibulatkan oleh Excel (${shown ?? ''}), angka belakangnya hilang. Jadikan kolom NIK teks, lalu ketik ulang dari KTP atau KK.`,
  phone_eaten: ({ shown }: Args) =>
    `Nomor HP sudah diubah oleh Excel (${shown ?? ''}). Jadikan kolomnya teks, lalu ketik ulang.`,
  date_unreadable: ({ shown }: Args) =>
    `Tanggal tidak terbaca (${shown ?? ''}). Tulis seperti 5-8-1987 atau 5 Agustus 1987.`,
  date_year_only: ({ shown }: Args) =>
    `Baru tahunnya saja (${shown ?? ''}). Tulis lengkap seperti 5-8-1987, atau kosongkan.`,
  sex_unknown: ({ shown }: Args) => `Tidak dikenali (${shown ?? ''}). Tulis L atau P.`,
  cell_error: fixed('Selnya berisi galat Excel, misalnya #N/A atau #REF!.'),
  name_without_letters: ({ shown }: Args) => `Ini bukan nama (${shown ?? ''}).`,
  rt_rw_became_date: ({ shown }: Args) =>
    `RT/RW diubah Excel menjadi tanggal (${shown ?? ''}). Jadikan kolomnya teks, lalu ketik ulang.`,
  choice_left_empty: ({ shown }: Args) => `Tidak dikenali (${shown ?? ''}), jadi dikosongkan.`,
  choice_kept_as_note: ({ shown }: Args) => `Tidak dikenali (${shown ?? ''}), jadi disimpan di keterangan.`,
  identity_taken_for_secret: ({ shown }: Args) => `Tidak dikenali (${shown ?? ''}), jadi dianggap rahasia.`,
  anonymous_not_kept: fixed('Penyampai anonim tidak dicatat namanya.'),
  missing_file: fixed('Ada lampiran yang berkasnya tidak ada di laptop ini. Hapus, lalu tambahkan lagi.'),
  unknown: fixed('Isian ini perlu diperiksa.'),
} satisfies { [code: string]: Sentence };

/** What went wrong as a whole. The technical cause is kept apart, for the staff who help. */
export const errors = {
  invalid: fixed('Masih ada isian yang perlu dibetulkan. Belum disimpan.'),
  not_found: fixed('Catatan ini tidak ditemukan lagi.'),
  changed_meanwhile: fixed('Isinya baru saja berubah. Belum ada yang disimpan; mohon lihat lagi.'),
  key_unavailable: fixed('Kunci buku ini tidak bisa diambil dari laptop ini. Data Anda tidak diubah.'),
  wrong_key: fixed(
    'Kunci di laptop ini bukan kunci buku ini, atau berkas buku rusak. Data Anda tidak diubah; hubungi petugas pembina.',
  ),
  newer_book: fixed(
    'Buku ini dibuat dengan Adinda yang lebih baru. Pasang versi terbaru, lalu buka lagi. Data Anda tidak diubah.',
  ),
  unfit_database: fixed(
    'Pemasangan Adinda di laptop ini tidak lengkap. Mohon pasang lagi. Data Anda tidak diubah.',
  ),
  disk_full: fixed('Laptop ini penuh. Kosongkan sedikit ruang, lalu simpan lagi. Ketikan Anda masih ada.'),
  not_writable: ({ path }: Args) =>
    `Folder ini tidak bisa ditulis${path ? `: ${path}` : ''}. Mohon minta izin tulis untuk folder itu, lalu coba lagi.`,
  damaged_book: fixed('Berkas buku rusak. Data Anda tidak diubah; mohon hubungi petugas pembina.'),
  book_gone: ({ path }: Args) =>
    `Berkas buku hilang atau kosong${path ? `: ${path}` : ''}. Kembalikan salinannya, atau hubungi petugas pembina.`,
  database: fixed(
    'Buku tidak bisa dibaca atau ditulis. Coba lagi; kalau tetap begini, hubungi petugas pembina.',
  ),
  file: ({ path }: Args) => `Berkas tidak bisa dibuka atau disimpan${path ? `: ${path}` : '.'}`,
  unreadable: fixed('Ada catatan yang tidak bisa dibaca. Mohon hubungi petugas pembina.'),
  random: fixed('Laptop ini tidak bisa membuat kunci baru. Mohon hubungi petugas pembina.'),
  wilayah: fixed('Daftar desa tidak bisa dibuka. Tulis saja sendiri nama desanya.'),

  file_empty: fixed('Berkas ini kosong.'),
  file_not_taken: fixed(
    'Berkas ini tidak bisa dilampirkan. Pilih foto JPEG, PNG, atau WebP, atau dokumen PDF.',
  ),
  file_heic: fixed(
    'Foto HEIC belum bisa dibaca. Simpan dahulu sebagai JPEG: di iPhone, Pengaturan › Kamera › Format › Paling Kompatibel, atau kirim fotonya lewat WhatsApp lalu pakai yang diterima.',
  ),
  file_disguised: fixed('Nama berkas ini tidak sesuai dengan isinya, jadi tidak dilampirkan.'),
  file_too_large: ({ most_megabytes }: Args) =>
    `Berkas ini terlalu besar${most_megabytes ? ` (paling besar ${most_megabytes} MB)` : ''}.`,
  file_too_many_pixels: fixed('Gambar ini terlalu besar untuk dibuka. Perkecil dahulu, lalu lampirkan.'),
  file_broken: fixed('Gambar ini rusak atau tidak bisa dibaca. Salin ulang dari HP atau kameranya.'),
  file_damaged: fixed('Berkas ini rusak atau terpotong. Salin ulang dari asalnya, lalu lampirkan lagi.'),
  no_room_at_office: fixed(
    'Ruang foto KIM Anda di dinas sudah penuh. Foto aman di laptop ini; mintalah ruang lagi ke dinas.',
  ),
  file_not_taken_by_office: fixed(
    'Ada foto yang belum diterima dinas. Foto aman di laptop ini dan akan dicoba lagi.',
  ),

  sheet_empty: fixed('Berkas atau lembar ini kosong.'),
  sheet_not_a_sheet: fixed('Ini bukan lembar kerja. Yang bisa dibaca: .xlsx, .xls, .ods, dan .csv.'),
  sheet_web_page: fixed(
    'Ini halaman web yang diberi nama lembar kerja. Buka di Excel, lalu Simpan Sebagai .xlsx.',
  ),
  sheet_plain_xml: fixed('Ini berkas XML. Buka di Excel, lalu Simpan Sebagai .xlsx.'),
  sheet_binary_workbook: fixed('Ini lembar kerja biner (.xlsb). Buka di Excel, lalu Simpan Sebagai .xlsx.'),
  sheet_encrypted: fixed('Berkas ini terkunci kata sandi. Hapus kata sandinya di Excel, lalu simpan lagi.'),
  sheet_file_too_large: fixed(
    'Berkas ini terlalu besar (paling besar 20 MB). Simpan hanya lembar yang perlu.',
  ),
  sheet_unpacks_too_much: fixed('Isi berkas ini jauh terlalu besar untuk sebuah daftar, jadi tidak dibuka.'),
  sheet_too_many_cells: fixed(
    'Lembar ini terlalu besar (paling banyak 50.000 baris). Bagi menjadi beberapa.',
  ),
  sheet_broken: fixed('Berkas ini rusak atau terpotong. Salin ulang dari asalnya.'),
  sheet_no_such_sheet: fixed('Lembar ini tidak ada di berkasnya.'),
  import_undecided: fixed('Masih ada baris yang perlu diputuskan. Belum ada yang ditulis.'),
  export_failed: fixed('Berkasnya tidak bisa dibuat.'),

  unreachable: fixed(
    'Belum ada sinyal. Catatan aman di laptop ini dan akan terkirim otomatis saat ada sinyal.',
  ),
  not_the_office: fixed(
    'Jaringan ini belum benar-benar tersambung ke internet. Catatan aman di laptop ini dan akan dicoba lagi.',
  ),
  not_the_pinned_office: fixed(
    'Komputer di alamat itu bukan dinas yang dikenal buku ini. Tidak ada yang dikirim.',
  ),
  bad_reply: fixed('Jawaban dinas tidak terbaca. Catatan aman di laptop ini dan akan dicoba lagi.'),
  office_busy: fixed('Komputer dinas sedang sibuk. Catatan aman di laptop ini dan akan dicoba lagi.'),
  sync_busy: fixed('Pengiriman sedang berjalan. Tunggu sebentar.'),
  protocol: fixed('Versi Adinda di sini dan di dinas tidak cocok. Catatan aman di laptop ini.'),
  unknown_device: fixed(
    'Dinas tidak mengenal laptop ini lagi. Mohon minta kode baru; semua catatan tetap aman.',
  ),
  revoked: fixed('Hubungan laptop ini dihentikan oleh dinas. Semua catatan tetap aman di sini.'),
  not_paired: fixed('Laptop ini belum terhubung dengan dinas.'),
  bad_address: fixed('Alamat ini tidak benar. Contoh: https://kim.kabupaten.go.id'),
  not_a_code: fixed('Kode ini belum lengkap atau salah ketik. Mohon periksa lagi.'),
  code_not_valid: fixed('Kode ini tidak berlaku. Mohon periksa lagi atau minta kode baru ke dinas.'),
  code_used: fixed('Kode ini sudah dipakai laptop lain. Mohon minta kode baru ke dinas.'),
  too_many_tries: fixed('Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.'),
  forged_grant: fixed('Jawaban ini tidak bisa dipastikan dari dinas. Tidak ada yang dikirim.'),
  no_address: fixed('Alamat dinas belum diketahui. Laptop ini mengirim lewat berkas.'),
  unknown_bundle: fixed('Ini jawaban untuk paket yang tidak dibuat di laptop ini. Tidak ada yang diubah.'),
  file_exists: fixed('Berkas dengan nama itu sudah ada, dan tidak ditimpa.'),
  bundle_not_ours: fixed('Ini bukan berkas Adinda. Tidak ada yang diubah.'),
  bundle_damaged: fixed(
    'Berkas ini terpotong atau rusak, mungkin flashdisk dicabut terlalu cepat. Tidak ada yang diubah. Mintalah berkasnya sekali lagi.',
  ),
  bundle_newer: fixed(
    'Berkas ini dibuat dengan Adinda yang lebih baru. Pasang versi terbaru, lalu buka lagi. Tidak ada yang diubah.',
  ),
  bundle_other_kind: fixed('Ini berkas Adinda, tetapi bukan jawaban dari dinas. Tidak ada yang diubah.'),
  bundle_for_another: fixed('Berkas ini untuk laptop lain. Tidak ada yang diubah.'),
  bundle_not_sealed: fixed('Paket ini tidak bisa disegel untuk dinas. Tidak ada yang ditulis.'),
  another_kim: fixed('Kode ini milik KIM lain. Mohon minta kode untuk KIM Anda sendiri.'),

  print: fixed('Lembar cetak tidak bisa dibuat.'),
  open_file: fixed('Berkas sudah dibuat, tetapi tidak ada program yang bisa membukanya.'),
  cancelled: fixed('Dibatalkan.'),
  unexpected: fixed('Ada yang tidak berjalan semestinya. Catatan yang sudah disimpan tetap aman.'),
} satisfies { [code: string]: Sentence };
