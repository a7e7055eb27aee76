import { Box, Building2, CircleUser, Handshake, type LucideIcon, Package, StickyNote, Users } from 'lucide-react'

// Named icons only, so that the bundle holds these and not all of the set.
const icons: Record<string, LucideIcon> = {
  building: Building2,
  'building-2': Building2,
  company: Building2,
  companies: Building2,
  user: CircleUser,
  users: Users,
  contact: CircleUser,
  contacts: CircleUser,
  'circle-user': CircleUser,
  person: CircleUser,
  'contact-round': CircleUser,
  package: Package,
  product: Package,
  products: Package,
  handshake: Handshake,
  deal: Handshake,
  deals: Handshake,
  'circle-dollar-sign': Handshake,
  note: StickyNote,
  notes: StickyNote,
  'sticky-note': StickyNote,
}

/** The icon an object's definition names, or the one for its name. */
export function ObjectIcon({ icon, className }: { icon: string; className?: string }) {
  const Icon = icons[icon] ?? Box
  return <Icon aria-hidden className={className} />
}
