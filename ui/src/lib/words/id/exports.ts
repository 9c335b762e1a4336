// Words of exports: lists for spreadsheets, messages, the whole register.

export const exports = {
  open: 'Ekspor ke Excel',
  title: 'Ekspor daftar',
  text: (rows: number) => `${rows} baris yang sedang tampil disimpan ke folder Dokumen.`,
  format: 'Bentuk berkas',
  formats: { xlsx: 'Excel (.xlsx)', csv: 'CSV' },
  shown: 'Tampilkan juga, kali ini saja',
  shownHint: 'Yang dicentang tercatat di Pengaturan › Pembukaan data.',
  save: 'Simpan',
  saved: (path: string) => `Tersimpan: ${path}`,
  showFolder: 'Buka folder',
  copyMessage: 'Salin untuk WhatsApp',
  copied: 'Tersalin. Tempelkan di WhatsApp.',
  notCopied: 'Belum bisa disalin di laptop ini.',
  registerTitle: 'Bawa semua data',
  registerText:
    'Seluruh isi buku sebagai folder berkas terbuka: tabel CSV, catatan lengkap JSON, dan semua lampiran. Bisa dibuka tanpa Adinda, dan boleh dibawa ke mana saja.',
  registerButton: 'Bawa semua data',
  registerChoose: 'Pilih folder untuk menyimpan semua data',
  registerSaved: (files: number, folder: string) => `${files} berkas tersimpan di ${folder}`,
  registerMissing: (n: number) => `${n} lampiran belum ada di laptop ini, jadi belum ikut.`,
};
