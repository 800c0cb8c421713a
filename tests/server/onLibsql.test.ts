// The classroom server over the file beside the process.
import { afterAll, beforeAll, describe } from 'vitest';
import { libsqlKind, openSchool, type School, type StoreKind } from './support/school.ts';
import { abuseSuite } from './suites/abuse.ts';
import { homeworkSuite } from './suites/homework.ts';
import { liveSuite } from './suites/live.ts';
import { rolesSuite } from './suites/roles.ts';
import { submittingSuite } from './suites/submitting.ts';

// A second file, so that two processes never open one.
const again = libsqlKind();

describe('the classroom server on libsql', () => {
  let school: School;
  let kind: StoreKind;
  beforeAll(async () => {
    kind = libsqlKind();
    school = await openSchool(kind);
  });
  afterAll(() => school.app.drain());
  rolesSuite(() => school);
  submittingSuite(
    () => school,
    () => again,
  );
  liveSuite(() => school);
  abuseSuite(() => school);
  describe('homework', () => homeworkSuite(() => libsqlKind()));
});
