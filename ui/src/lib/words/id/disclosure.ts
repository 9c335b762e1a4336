// Words of the log of what was shown that is otherwise kept back.

export const disclosure = {
  title: 'Catatan pembukaan data pribadi',
  text: 'NIK, agama, kelahiran, dan nama yang dirahasiakan hanya tercetak atau tersimpan keluar kalau dicentang, sekali itu saja. Setiap kali tercatat di sini. Catatan ini hanya ada di laptop ini.',
  empty: 'Belum pernah ada. Semua lembar dan berkas keluar tanpa data itu.',
  columns: {
    at: 'Waktu',
    document: 'Lembar atau berkas',
    way: 'Cara',
    shown: 'Yang ditampilkan',
    people: 'Orang',
  },
  way: { printed: 'Dicetak', saved: 'Disimpan', exported: 'Diekspor', copied: 'Disalin' },
  shown: {
    nik: 'NIK',
    religion: 'Agama',
    birth: 'Tempat & tanggal lahir',
    secret_names: 'Nama yang dirahasiakan',
  },
};
