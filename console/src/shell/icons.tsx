/** One icon a screen. */
import {
  IconArrowForwardUp,
  IconArrowsExchange,
  IconBook2,
  IconBoxAlignTop,
  IconBuildingBridge,
  IconEye,
  IconFileExport,
  IconListDetails,
  IconMailbox,
  IconMessage2Question,
  IconPlaneDeparture,
  IconScale,
  IconSearch,
  IconSettings,
  IconShieldLock,
  IconSignature,
  IconTextScan2,
  IconUserExclamation,
  IconUserQuestion,
  IconZoomQuestion,
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
  exchange: IconArrowsExchange,
  'partner-hits': IconUserQuestion,
  queries: IconZoomQuestion,
  requests: IconMessage2Question,
  disclosures: IconFileExport,
  approvals: IconSignature,
  memoranda: IconScale,
  partner: IconBuildingBridge,
  ledger: IconBook2,
  'data-protection': IconShieldLock,
  'access-log': IconEye,
};

/** The icon of a screen in the navigation. */
export const iconOf = (screen: string): IconComponent => ICONS[screen] ?? IconListDetails;
