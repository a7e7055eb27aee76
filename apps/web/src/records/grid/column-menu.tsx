import { Columns3, RotateCcw } from 'lucide-react'
import type { ObjectMeta } from '../../api-types.ts'
import { IconButton, Menu, MenuChoice, MenuContent, MenuItem, MenuLabel, MenuLine, MenuTrigger } from '../../kit/index.ts'
import type { ColumnControls } from './use-columns.ts'

/** Which columns the list shows. Stays open while several are chosen. */
export function ColumnMenu({ meta, controls }: { meta: ObjectMeta; controls: ColumnControls }) {
  const toggle = (name: string) => (controls.layout.shown.includes(name) ? controls.hide(name) : controls.show(name))
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Columns" size="sm" icon={<Columns3 />} />
      </MenuTrigger>
      <MenuContent align="end" className="max-h-96">
        <MenuLabel>Columns</MenuLabel>
        {meta.fields
          .filter((field) => field.name !== meta.nameField)
          .map((field) => (
            <MenuChoice
              key={field.name}
              chosen={controls.layout.shown.includes(field.name)}
              onSelect={(event) => {
                event.preventDefault()
                toggle(field.name)
              }}
            >
              {field.label}
            </MenuChoice>
          ))}
        <MenuLine />
        <MenuItem icon={<RotateCcw />} denied={controls.changed ? undefined : 'Nothing was changed'} onSelect={controls.reset}>
          Reset columns
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
