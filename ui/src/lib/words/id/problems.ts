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
  period_ends: ({ date }: Args) => `Masa kepengurusan berakhir ${date ?? ''}.`,
  decree_ends: ({ date }: Args) => `SK kepengurusan berakhir ${date ?? ''}.`,
  unknown: fixed('Isian ini perlu diperiksa.'),
} satisfies { [code: string]: Sentence };

/** What went wrong as a whole. The technical cause is kept apart, for the staff who help. */
export const errors = {
  invalid: fixed('Masih ada isian yang perlu dibetulkan. Belum disimpan.'),
  not_found: fixed('Catatan ini tidak ditemukan lagi.'),
  storage: fixed('Buku tidak bisa ditulis. Periksa apakah ruang di laptop masih cukup, lalu coba lagi.'),
  disk_full: fixed('Laptop ini penuh. Kosongkan sedikit ruang, lalu simpan lagi. Ketikan Anda masih ada.'),
  key_missing: fixed('Kunci buku ini tidak ditemukan di laptop ini. Data Anda tidak diubah.'),
  key_wrong: fixed('Kunci di laptop ini bukan kunci buku ini. Data Anda tidak diubah.'),
  key_store: fixed('Tempat penyimpanan kunci di laptop ini tidak bisa dibuka. Data Anda tidak diubah.'),
  book_newer: fixed(
    'Buku ini dibuat dengan Adinda yang lebih baru. Pasang versi terbaru, lalu buka lagi. Data Anda tidak diubah.',
  ),
  book_locked: fixed('Adinda sudah terbuka. Tutup dulu jendela yang lain.'),
  book_damaged: fixed('Buku ini tidak bisa dibaca. Data Anda tidak diubah. Mohon hubungi petugas pembina.'),
  no_signal: fixed(
    'Belum ada sinyal. Catatan aman di laptop ini dan akan terkirim otomatis saat ada sinyal.',
  ),
  not_our_answer: fixed(
    'Jaringan ini belum benar-benar tersambung ke internet. Catatan aman di laptop ini dan akan dicoba lagi.',
  ),
  server_trouble: fixed('Komputer dinas sedang bermasalah. Catatan aman di laptop ini dan akan dicoba lagi.'),
  address_wrong: fixed('Alamat ini tidak benar. Contoh: https://kim.kabupaten.go.id'),
  certificate: fixed('Komputer di alamat itu tidak bisa dipastikan milik dinas. Tidak ada yang dikirim.'),
  code_unknown: fixed('Kode ini tidak dikenal. Mohon periksa lagi atau minta kode baru ke dinas.'),
  code_expired: fixed('Kode ini sudah tidak berlaku. Mohon minta kode baru ke dinas.'),
  too_many_tries: fixed('Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.'),
  unknown_device: fixed(
    'Dinas tidak mengenal laptop ini lagi. Mohon minta kode baru; semua catatan tetap aman.',
  ),
  revoked: fixed('Hubungan laptop ini dihentikan oleh dinas. Semua catatan tetap aman di sini.'),
  other_office: fixed('Buku ini sudah terhubung dengan dinas lain.'),
  other_kim: fixed('Kode ini milik KIM lain.'),
  not_paired: fixed('Laptop ini belum terhubung dengan dinas.'),
  protocol: fixed('Versi Adinda di sini dan di dinas tidak cocok. Catatan aman di laptop ini.'),
  print: fixed('Lembar cetak tidak bisa dibuat.'),
  file_write: fixed('Berkas tidak bisa disimpan di tempat itu.'),
  open_file: fixed('Berkas sudah dibuat, tetapi tidak ada program yang bisa membukanya.'),
  cancelled: fixed('Dibatalkan.'),
  unexpected: fixed('Ada yang tidak berjalan semestinya. Catatan yang sudah disimpan tetap aman.'),
} satisfies { [code: string]: Sentence };
