// Which ids name levels of the workshop: made ones by their content's name, practice by difficulty and seed or by its day.
import { MADE_ID } from '../levels/made/madeLevel.ts';
import { readPracticeId } from '../levels/practice/practiceId.ts';

/** The level that the builder is just making. */
export const DRAFT_ID = 'made-draft';

export function isWorkshopId(id: string): boolean {
  return MADE_ID.test(id) || id === DRAFT_ID || readPracticeId(id) !== undefined;
}
