// The Indonesian catalogue: every word that a user sees, gathered from one file per subject.
import { activity } from './id/activity';
import { aspiration } from './id/aspiration';
import { attachment } from './id/attachment';
import { common, dates } from './id/common';
import { disclosure } from './id/disclosure';
import { dissemination } from './id/dissemination';
import { document } from './id/document';
import { exports } from './id/exports';
import { frame } from './id/frame';
import { home } from './id/home';
import { imports } from './id/imports';
import { letter } from './id/letter';
import { meeting } from './id/meeting';
import { member } from './id/member';
import { errors, fieldProblems } from './id/problems';
import { profile } from './id/profile';
import { review } from './id/review';
import { setup } from './id/setup';
import { sync } from './id/sync';

export const indonesian = {
  common,
  dates,
  frame,
  home,
  setup,
  member,
  meeting,
  aspiration,
  activity,
  dissemination,
  letter,
  attachment,
  profile,
  disclosure,
  document,
  imports,
  exports,
  review,
  sync,
  errors,
  fieldProblems,
};
