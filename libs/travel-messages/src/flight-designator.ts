/** A flight designator taken apart. */
export interface FlightReading {
  readonly carrier: string | null;
  readonly number: string | null;
  readonly suffix: string | null;
  readonly operatingCarrier: string | null;
  readonly problem: 'unparsed' | 'mismatch' | null;
}

// travellers.md §2.5. A carrier of two digits does not exist, so one letter is asked for.
const designator = /^((?=\d?[A-Z])[A-Z0-9]{2}|[A-Z]{3}) *0*(\d{1,4})([A-Z]?)$/;
const bareNumber = /^0*(\d{1,5})([A-Z]?)$/;

function unparsed(carrier: string | null): FlightReading {
  return { carrier, number: null, suffix: null, operatingCarrier: null, problem: 'unparsed' };
}

function withCarrier(carrier: string, rest: string): FlightReading | null {
  const found = bareNumber.exec(rest.trim());
  if (found === null) return null;
  return { carrier, number: found[1]!, suffix: found[2] || null, operatingCarrier: null, problem: null };
}

/**
 * Takes a flight designator apart. The carrier element is stripped from the flight, or, where the flight names
 * another carrier, taken as the operating one; the two are never put together.
 * @example readFlight('ZX877', 'XZ') // carrier 'ZX', number '877', operatingCarrier 'XZ'
 */
export function readFlight(flight: string, carrierElement: string): FlightReading {
  const text = flight.trim().toUpperCase();
  const element = /^[A-Z0-9]{2,3}$/.test(carrierElement.trim().toUpperCase())
    ? carrierElement.trim().toUpperCase()
    : null;
  if (text === '') return unparsed(element);
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
    operatingCarrier: null,
    problem: 'unparsed',
  };
}
