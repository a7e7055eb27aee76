/** What amounts are in where nothing else is said; offered in this order. ISO 4217. */
export const currencies = [
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'JPY',
  'CAD',
  'AUD',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'RON',
  'TRY',
  'INR',
  'CNY',
  'KRW',
  'SGD',
  'BRL',
  'MXN',
  'ZAR',
  'AED',
  'SAR',
  'EGP',
  'NZD',
] as const

const byRegion: Record<string, string> = {
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  JP: 'JPY',
  CA: 'CAD',
  AU: 'AUD',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  TR: 'TRY',
  IN: 'INR',
  CN: 'CNY',
  KR: 'KRW',
  SG: 'SGD',
  BR: 'BRL',
  MX: 'MXN',
  ZA: 'ZAR',
  AE: 'AED',
  SA: 'SAR',
  EG: 'EGP',
  NZ: 'NZD',
}
const euro = ['AT', 'BE', 'CY', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK']

/** The currency of the region in the browser's language; dollars where it names none that is known. */
export function guessCurrency(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? ''
  return byRegion[region] ?? (euro.includes(region) ? 'EUR' : 'USD')
}

const names = new Intl.DisplayNames('en', { type: 'currency' })

export const currencyOptions = currencies.map((code) => ({ value: code as string, label: `${code} – ${names.of(code) ?? code}` }))

export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
