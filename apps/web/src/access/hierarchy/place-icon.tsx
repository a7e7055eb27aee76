import { Building2, Globe, MapPin, Warehouse } from 'lucide-react'
import type { NodeKind } from '../types.ts'

const icons = { company: Building2, region: Globe, site: Warehouse, zone: MapPin }

export function PlaceIcon({ kind }: { kind: NodeKind }) {
  const Icon = icons[kind]
  return <Icon aria-hidden />
}
