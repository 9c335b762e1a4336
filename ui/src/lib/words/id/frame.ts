// Words of the frame: navigation, search, the pill's place.

export const frame = {
  appName: 'Adinda',
  navigation: 'Menu utama',
  skipToContent: 'Langsung ke isi',
  home: 'Beranda',
  members: 'Anggota',
  meetings: 'Rapat',
  aspirations: 'Aspirasi',
  settings: 'Pengaturan',
  search: 'Cari anggota, rapat, aspirasi',
  searchShortcut: 'Ctrl+K',
  searchTitle: 'Cari di semua catatan',
  searchPlaceholder: 'Ketik nama, judul, atau nomor register',
  searchEmpty: 'Ketik sedikitnya dua huruf.',
  searchNothing: (query: string) => `Tidak ada catatan yang cocok dengan “${query}”.`,
  kinds: {
    profile: 'Profil KIM',
    member: 'Anggota',
    meeting: 'Rapat',
    aspiration: 'Aspirasi',
    activity: 'Kegiatan',
    dissemination: 'Informasi',
  },
  closedTitle: 'Buku belum bisa dibuka',
  notices: 'Pemberitahuan',
};
