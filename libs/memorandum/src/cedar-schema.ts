import { ACTIONS } from './vocabulary.ts';

/**
 * The types that policies are checked against. Everything that a policy may look at stands here and is always given, so
 * that no policy can fail for a missing attribute.
 */
export const CEDAR_SCHEMA = `namespace Jisr {
  entity Party;
  entity Agency in [Party];
  entity Category;
  action ${ACTIONS.map((action) => JSON.stringify(action)).join(', ')} appliesTo {
    principal: [Agency],
    resource: [Category],
    context: {
      recipient: Agency,
      sameParty: Bool,
      purpose: String,
      fields: Set<String>,
      offence: Long,
      tlp: Long,
      direction: String,
      minor: Bool,
      minorUnknown: Bool,
      own: Bool,
      sensitive: Bool,
      personal: Bool,
      approvals: Long,
      automatic: Bool,
      mode: String,
      usedToday: Long,
      assurances: Set<String>,
      foreign: Bool,
      consent: Bool,
      now: datetime,
    },
  };
}`;
