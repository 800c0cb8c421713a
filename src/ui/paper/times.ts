// Moments as a form field has them (the reader's own time, to the minute) and as they are told.

export function toLocal(at: number | undefined): string {
  if (at === undefined) return '';
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16);
}

export function fromLocal(text: string): number | undefined {
  const at = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** With the zone, so that nobody has to guess whose hour it is. */
export function tell(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'qps' ? 'en' : locale, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
}
