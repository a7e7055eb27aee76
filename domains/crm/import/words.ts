/** Names of countries in English, from the runtime: what `Philipines` is compared with. */
export const countryNames: readonly string[] = namesOfRegions()

function namesOfRegions(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  return [...new Set(codes.flatMap((code) => names.of(code) ?? []))]
}

/** Common names of industries, so that `technolgy` is noticed even where every row has it. Any other word is fine too. */
export const industryNames: readonly string[] = [
  'agriculture',
  'automotive',
  'banking',
  'chemicals',
  'communication services',
  'construction',
  'consulting',
  'consumer discretionary',
  'consumer staples',
  'education',
  'electronics',
  'employment',
  'energy',
  'entertainment',
  'finance',
  'financials',
  'food',
  'government',
  'health care',
  'hospitality',
  'industrials',
  'information technology',
  'insurance',
  'legal',
  'logistics',
  'manufacturing',
  'marketing',
  'materials',
  'media',
  'medical',
  'mining',
  'nonprofit',
  'pharmaceuticals',
  'real estate',
  'retail',
  'services',
  'software',
  'technology',
  'telecommunications',
  'textiles',
  'transportation',
  'travel',
  'utilities',
  'wholesale',
]
