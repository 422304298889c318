/** One icon a screen. */
import {
  IconArrowForwardUp,
  IconBoxAlignTop,
  IconEye,
  IconListDetails,
  IconMailbox,
  IconPlaneDeparture,
  IconSearch,
  IconSettings,
  IconTextScan2,
  IconUserExclamation,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

type IconComponent = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: 'true' }>;

const ICONS: Readonly<Record<string, IconComponent>> = {
  crossings: IconPlaneDeparture,
  hits: IconUserExclamation,
  referrals: IconArrowForwardUp,
  search: IconSearch,
  watchlists: IconListDetails,
  'test-name': IconTextScan2,
  messages: IconMailbox,
  quarantine: IconBoxAlignTop,
  administration: IconSettings,
  'access-log': IconEye,
};

/** The icon of a screen in the navigation. */
export const iconOf = (screen: string): IconComponent => ICONS[screen] ?? IconListDetails;
