import { contextAttributes, subjectAttributes } from '../../model/model.ts'

export const clearances = subjectAttributes.clearance.values
export const weekdays = contextAttributes.weekday.values

/** What conditions know of a person beside roles and places. */
export interface Profile {
  /** 0: nothing was ever said about the person. */
  readonly version: number
  readonly clearance: (typeof clearances)[number] | null
  readonly shift: ProfileShift | null
}

/** `HH:MM` in the organization's time zone; an end before the start is on the next day. */
export interface ProfileShift {
  readonly start: string
  readonly end: string
  readonly days: (typeof weekdays)[number][]
}

export type NewProfile = Omit<Profile, 'version'>
