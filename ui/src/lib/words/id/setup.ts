// Words of the first start.

export const setup = {
  welcome: 'Selamat datang di Adinda',
  welcomeText:
    'Buku anggota, rapat, dan aspirasi untuk Komunitas Informasi Masyarakat. Bekerja di laptop ini, dengan atau tanpa internet.',
  step: (n: number, of: number) => `Langkah ${n} dari ${of}`,
  nameTitle: 'Apa nama KIM Anda?',
  nameText: 'Hanya nama yang wajib. Semua bisa diubah lagi di Pengaturan.',
  nameLabel: 'Nama KIM',
  namePlaceholder: 'misalnya KIM Mekar Sari',
  longFormLabel: 'KIM di tempat Anda singkatan dari',
  villageTitle: 'Di desa mana KIM Anda?',
  villageText: 'Ketik nama desa atau kelurahan, boleh ditambah kecamatannya, lalu pilih dari daftar.',
  villageLabel: 'Cari desa atau kelurahan',
  villagePlaceholder: 'misalnya sukamaju cibeunying',
  villageNotListed: 'Desa tidak ada di daftar',
  villageByHandTitle: 'Tulis sendiri wilayahnya',
  villageBackToList: 'Cari di daftar saja',
  villageChosen: 'Desa terpilih',
  villageChange: 'Ganti',
  restTitle: 'Sedikit lagi, kalau sempat',
  restText: 'Dipakai untuk kop dan tanda tangan saat mencetak. Boleh dilewati.',
  officialPosition: 'Jabatannya',
  skip: 'Lewati',
  start: 'Mulai',
  safe: 'Semua yang Anda tulis tersimpan terkunci di laptop ini.',
};
