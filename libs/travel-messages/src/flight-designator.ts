/** A flight designator taken apart. */
export interface FlightReading {
  readonly carrier: string | null;
  readonly number: string | null;
  readonly suffix: string | null;
  readonly operatingCarrier: string | null;
  readonly operatingNumber: string | null;
  readonly problem: 'unparsed' | 'mismatch' | null;
}

// travellers.md §2.5. A carrier of two digits does not exist, so one letter is asked for.
const designator = /^((?=\d?[A-Z])[A-Z0-9]{2}|[A-Z]{3})[ -]*0*(\d{1,4})([A-Z]?)$/;
const bareNumber = /^-?0*(\d{1,5})([A-Z]?)$/;
const carrierCode = /^[A-Z0-9]{2,3}$/;
const nobody = { operatingCarrier: null, operatingNumber: null } as const;

function unparsed(carrier: string | null): FlightReading {
  return { carrier, number: null, suffix: null, ...nobody, problem: 'unparsed' };
}

function withCarrier(carrier: string, rest: string): FlightReading | null {
  const found = bareNumber.exec(rest.trim());
  if (found === null) return null;
  return { carrier, number: found[1]!, suffix: found[2] || null, ...nobody, problem: null };
}

/** `ZX877/XZ` and `ZX877/XZ412`: behind the slash stands who operates the flight, perhaps with a number of its own. */
function readShared(text: string, carrierElement: string): FlightReading | null {
  const slash = text.indexOf('/');
  const marketing = slash < 0 ? null : designator.exec(text.slice(0, slash).trim());
  if (marketing === null) return null;
  const behind = text.slice(slash + 1).trim();
  const operating = designator.exec(behind);
  const carrier = operating?.[1] ?? (carrierCode.test(behind) ? behind : null);
  if (carrier === null) return null;
  const differs = carrier !== marketing[1];
  return {
    carrier: marketing[1]!,
    number: marketing[2]!,
    suffix: marketing[3] || null,
    operatingCarrier: differs ? carrier : null,
    operatingNumber: differs && operating !== null ? operating[2]! + (operating[3] ?? '') : null,
    problem: carrierElement === '' || [carrier, marketing[1]].includes(carrierElement) ? null : 'mismatch',
  };
}

/**
 * Takes a flight designator apart. The carrier element is stripped from the flight, or, where the flight names
 * another carrier, taken as the operating one; the two are never put together. A flight may also say itself who
 * operates it, behind a slash.
 * @example readFlight('ZX877', 'XZ') // carrier 'ZX', number '877', operatingCarrier 'XZ'
 */
export function readFlight(flight: string, carrierElement: string): FlightReading {
  const text = flight.trim().toUpperCase();
  const named = carrierElement.trim().toUpperCase();
  const element = carrierCode.test(named) ? named : null;
  if (text === '') return unparsed(element);
  const shared = readShared(text, element ?? '');
  if (shared !== null) return shared;
  const stripped =
    element !== null && text.startsWith(element) ? withCarrier(element, text.slice(element.length)) : null;
  if (stripped !== null) return stripped;
  const found = designator.exec(text);
  if (found === null)
    return (element === null ? null : withCarrier(element, text)) ?? bareOrUnparsed(text, element);
  const carrier = found[1]!;
  const differs = element !== null && element !== carrier;
  // A two-letter and a three-letter code may be the same airline: that is no statement about the operator.
  const operates = differs && element.length === carrier.length;
  return {
    carrier,
    number: found[2]!,
    suffix: found[3] || null,
    operatingCarrier: operates ? element : null,
    operatingNumber: null,
    problem: differs ? 'mismatch' : null,
  };
}

function bareOrUnparsed(text: string, element: string | null): FlightReading {
  const bare = bareNumber.exec(text);
  if (bare === null) return unparsed(element);
  return {
    carrier: null,
    number: bare[1]!,
    suffix: bare[2] || null,
    ...nobody,
    problem: 'unparsed',
  };
}
