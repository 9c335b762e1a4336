// Words of photos and scans.

const megabytes = (bytes: number): string =>
  bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toLocaleString('id-ID', { maximumFractionDigits: 1 })} MB`;

export const attachment = {
  section: 'Foto & lampiran',
  hint: 'Foto JPEG, PNG, atau WebP: diperkecil, lokasi dan data kamera dihapus. Pindaian PDF: disimpan apa adanya.',
  empty: 'Belum ada foto atau lampiran.',
  add: 'Tambah foto atau pindaian',
  adding: (name: string) => `Menyiapkan ${name} …`,
  drop: 'Lepaskan di sini',
  caption: (n: number) => `Keterangan lampiran ${n}`,
  captionPlaceholder: 'Keterangan',
  remove: (n: number) => `Hapus lampiran ${n}`,
  removed: 'Lampiran dihapus.',
  twice: (name: string) => `${name} sudah ada di sini.`,
  refused: (name: string, why: string) => `${name}: ${why}`,
  picture: (caption: string, n: number) => caption || `Foto ${n}`,
  enlarge: (n: number) => `Besarkan foto ${n}`,
  openScan: (n: number) => `Buka pindaian ${n}`,
  scan: 'PDF',
  follows: 'Foto menyusul',
  followsHint: 'Foto ini masih di laptop lain atau sedang dalam perjalanan.',
  waiting: 'Menunggu dikirim',
  atOffice: 'Sudah di dinas',
  saveCopy: 'Simpan salinan',
  savedCopy: (path: string) => `Salinan disimpan: ${path}`,
  showFolder: 'Buka folder',
  lane: 'Foto & lampiran',
  toSend: (count: number, bytes: number) => `${count} menunggu dikirim (${megabytes(bytes)})`,
  toFetch: (count: number) => `${count} menyusul dari dinas`,
  sends: (done: number, size: number) => `Mengirim ${megabytes(done)} dari ${megabytes(size)}`,
  fetches: (done: number, size: number) =>
    size > 0 ? `Mengambil ${megabytes(done)} dari ${megabytes(size)}` : 'Mengambil …',
  pause: 'Jeda',
  resume: 'Lanjutkan',
  paused: 'Dijeda. Catatan tetap terkirim.',
  sendNow: 'Kirim foto sekarang',
  byHand: 'Kirim foto lewat Wi-Fi saja',
  byHandHint:
    'Laptop tidak tahu jaringan mana yang berbayar. Foto menunggu sampai Anda menekan “Kirim foto sekarang”; catatan tetap terkirim otomatis.',
  byHandWaits: 'Foto menunggu sampai Anda menekan “Kirim foto sekarang”.',
};
