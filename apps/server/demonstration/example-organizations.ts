/** Public on purpose, and therefore only created where nobody but the person at this machine can sign in. */
export const examplePassword = 'walk around freely'

export interface ExampleOrganization {
  /** Fixed: by it a later start knows that the examples are there. */
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly owner: { readonly name: string; readonly email: string }
  /** Others who can sign in, people of the directory, each with a role of the organization's own (crmRoleTemplates). */
  readonly colleagues: readonly { readonly name: string; readonly email: string; readonly role: string; readonly sees: string }[]
  /** Regions with their sites; deals belong to the site where their owner's office is. */
  readonly places: readonly (readonly [region: string, sites: readonly string[]])[]
  /** Sales people: name and office. */
  readonly agents: readonly (readonly [name: string, office: string])[]
  /** Name, industry, country, city, employees, annual revenue in whole units of the currency, founded. */
  readonly companies: readonly (readonly [string, string, string, string, number, number, number])[]
  /** Name, title, index of the company. */
  readonly contacts: readonly (readonly [string, string, number])[]
  /** Name, code, series, price in whole units. */
  readonly products: readonly (readonly [string, string, string, number])[]
  readonly deals: number
  /** Written about the first deals, in order. */
  readonly notes: readonly string[]
}

const instruments: ExampleOrganization = {
  slug: 'lindgren',
  name: 'Lindgren Instruments',
  currency: 'EUR',
  timeZone: 'Europe/Stockholm',
  owner: { name: 'Robin Ek', email: 'demo@example.com' },
  colleagues: [
    { name: 'Maja Sandberg', email: 'maja@example.com', role: 'sales-rep', sees: 'her own records and her team’s' },
    { name: 'Oskar Brandt', email: 'oskar@example.com', role: 'site-manager', sees: 'what is Hamburg’s, never the margin of a deal' },
  ],
  places: [
    ['North', ['Gothenburg', 'Hamburg']],
    ['South and east', ['Valencia', 'Gdańsk']],
  ],
  agents: [
    ['Maja Sandberg', 'Gothenburg'],
    ['Tomás Herrera', 'Valencia'],
    ['Ines Kowalczyk', 'Gdańsk'],
    ['Oskar Brandt', 'Hamburg'],
  ],
  companies: [
    ['Nordhavn Shipping', 'Logistics', 'Denmark', 'Aarhus', 840, 96_000_000, 1961],
    ['Brauerei Steinbach', 'Food and drink', 'Germany', 'Bamberg', 120, 21_400_000, 1788],
    ['Clínica Miramar', 'Health care', 'Spain', 'Alicante', 310, 38_200_000, 1994],
    ['Vistula Foundry', 'Metals', 'Poland', 'Bydgoszcz', 560, 71_000_000, 1925],
    ['Atelier Rousseau', 'Design', 'France', 'Nantes', 24, 3_900_000, 2011],
    ['Helio Farms', 'Agriculture', 'Portugal', 'Évora', 75, 8_700_000, 2006],
    ['Fjordkraft Turbines', 'Energy', 'Norway', 'Ålesund', 1_450, 240_000_000, 1979],
    ['Tallinn Data Works', 'Software', 'Estonia', 'Tallinn', 95, 12_300_000, 2014],
    ['Van Dijk Greenhouses', 'Agriculture', 'Netherlands', 'Westland', 260, 44_800_000, 1952],
    ['Officine Bellini', 'Machinery', 'Italy', 'Modena', 180, 29_500_000, 1948],
    ['Alpenblick Hotels', 'Hospitality', 'Austria', 'Innsbruck', 420, 33_600_000, 1972],
    ['Kestrel Aerospace', 'Aerospace', 'Ireland', 'Shannon', 690, 118_000_000, 1998],
  ],
  contacts: [
    ['Freja Holm', 'Head of fleet', 0],
    ['Anders Krogh', 'Purchasing', 0],
    ['Sofie Dahl', 'Chief engineer', 0],
    ['Lena Vogt', 'Brewmaster', 1],
    ['Matthias Kern', 'Managing director', 1],
    ['Dra. Elena Ríos', 'Medical director', 2],
    ['Pablo Ferrer', 'Facilities', 2],
    ['Zofia Mazur', 'Plant manager', 3],
    ['Piotr Wójcik', 'Quality', 3],
    ['Camille Rousseau', 'Founder', 4],
    ['João Teles', 'Owner', 5],
    ['Marta Quintas', 'Agronomist', 5],
    ['Ingrid Aasen', 'Procurement', 6],
    ['Håkon Lie', 'Maintenance', 6],
    ['Silje Moen', 'Finance', 6],
    ['Kadri Saar', 'Operations', 7],
    ['Rein Tamm', 'Chief technology officer', 7],
    ['Bram van Dijk', 'Director', 8],
    ['Femke de Wit', 'Climate systems', 8],
    ['Giulia Bellini', 'Chief executive', 9],
    ['Marco Fontana', 'Production', 9],
    ['Katharina Egger', 'General manager', 10],
    ['Lukas Hofer', 'Purchasing', 10],
    ['Aoife Brennan', 'Programme lead', 11],
    ['Conor Walsh', 'Test laboratory', 11],
  ],
  products: [
    ['Pressure probe P2', 'LI-P2', 'Probes', 1_250],
    ['Flow meter F7', 'LI-F7', 'Meters', 3_900],
    ['Thermal camera T1', 'LI-T1', 'Cameras', 8_400],
    ['Data logger D3', 'LI-D3', 'Loggers', 690],
    ['Calibration contract', 'LI-CC', 'Services', 2_200],
  ],
  deals: 60,
  notes: [
    'Met at the trade fair. They measure by hand today and lose half a day per shift.',
    'Wants delivery before the summer break; the budget is approved.',
    'Asked for two references in the same industry.',
    'Competes with the supplier they have; price matters less than the calibration contract.',
    'Call again in the second week of the month, the plant manager is travelling.',
    'The trial unit works well, they want the same for the second line.',
  ],
}

const coffee: ExampleOrganization = {
  slug: 'harbour-coffee',
  name: 'Harbour Coffee Supply',
  currency: 'USD',
  timeZone: 'America/New_York',
  owner: { name: 'Dana Whitlock', email: 'other@example.com' },
  colleagues: [],
  places: [],
  agents: [['Jules Moreno', 'Portland']],
  companies: [
    ['Blue Door Bakery', 'Food and drink', 'United States', 'Portland', 18, 1_900_000, 2015],
    ['Cedar Street Books', 'Retail', 'United States', 'Salem', 9, 740_000, 2003],
    ['Lighthouse Inn', 'Hospitality', 'United States', 'Astoria', 42, 3_100_000, 1987],
  ],
  contacts: [
    ['Priya Raman', 'Owner', 0],
    ['Theo Lindqvist', 'Café manager', 1],
    ['Grace Oduya', 'General manager', 2],
  ],
  products: [
    ['House blend, 5 kg', 'HC-5', 'Beans', 95],
    ['Espresso machine lease', 'HC-EM', 'Equipment', 2_400],
  ],
  deals: 6,
  notes: ['Tasting on Thursday: bring the light roast.'],
}

/** Two, so that everybody can see for themselves that one knows nothing of the other. */
export const exampleOrganizations: readonly ExampleOrganization[] = [instruments, coffee]
