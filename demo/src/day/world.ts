import { AIRLINES, type Route } from '../airlines.data.ts';
import { type Chance, createChance } from '../chance.ts';
import { asTypeB, type Flight, type Traveller, writePaxlst } from './paxlst.ts';
import { inventPerson, type Person, two } from './people.ts';
import type { DemoList, Side } from './sides.ts';

/** One thing that a carrier sends, and by which carrier. */
export interface Sending {
  readonly carrier: string;
  readonly text: string;
}

/** The invented world of one day on one side: the same for the same day. */
export interface World {
  readonly day: string;
  readonly lists: readonly DemoList[];
  /** In the order in which they are to be sent; `early` ones at once, the others while somebody watches. */
  readonly early: readonly Sending[];
  readonly live: readonly Sending[];
}

const EVERY_MINUTES = 52;
/** One flight is in the air when its manifest comes, too late; for all others there is time to act. */
const LATE_MINUTES = -70;
/** From the beginning of the hour: whenever in it the demonstration is started, the flight has yet to depart. */
const FIRST_MINUTES = 85;

/**
 * Builds the world of a day.
 *
 * @param now the instant around which its flights are spread, rounded to the hour by the caller so that it repeats
 */
export function buildWorld(side: Side, now: Date): World {
  const day = now.toISOString().slice(0, 10);
  const chance = createChance(`world ${side.country} ${now.toISOString().slice(0, 13)}`);
  const flights = Array.from({ length: side.flights }, (_, at) => buildFlight(chance, side, at, now));
  const told = tellStories(chance, side.guests, flights);
  const sendings = told.map((flight) => sendingsOf(flight));
  const early = sendings.slice(0, side.flights - side.live).flat();
  return {
    day,
    lists: side.lists(day),
    early: [...early, ...(side.whole ? oddSendings(told) : [])],
    live: sendings.slice(side.flights - side.live).flat(),
  };
}

function buildFlight(chance: Chance, side: Side, at: number, now: Date): Flight {
  const { home } = side;
  const route = side.routes[at % side.routes.length]!;
  const inbound = at % 3 !== 2;
  const offset = at === 0 ? LATE_MINUTES : FIRST_MINUTES + (at - 1) * EVERY_MINUTES;
  const leaves = new Date(now.getTime() + offset * 60_000);
  const lands = new Date(leaves.getTime() + route.minutes * 60_000);
  const [fromZone, toZone] = inbound ? [route.zone, home.zone] : [home.zone, route.zone];
  // Numbers differ from day to day, so that two worlds never meet in one crossing.
  const number = 100 * (1 + (Math.floor(now.getTime() / 86_400_000) % 8)) + at * 3 + (inbound ? 0 : 1);
  const seats = chance.between(Math.floor(route.seats * 0.7), route.seats);
  return {
    airline: route.airline,
    number,
    from: inbound ? route.airport : home.airport,
    to: inbound ? home.airport : route.airport,
    departure: localAt(leaves, fromZone),
    arrival: localAt(lands, toZone),
    sentAt: new Date(Math.min(leaves.getTime() - 40 * 60_000, now.getTime() - 5 * 60_000)).toISOString(),
    people: seat(chance, route, number, seats, Number(now.toISOString().slice(0, 4))),
    crew: seat(chance, route, number, 8, Number(now.toISOString().slice(0, 4))).map((person) => ({
      ...person,
      bags: 0,
    })),
  };
}

/** Passengers of a route: singles and families on one locator. */
function seat(chance: Chance, route: Route, flight: number, seats: number, year: number): Traveller[] {
  const people: Traveller[] = [];
  let family: Person | undefined;
  let locator = '';
  while (people.length < seats) {
    if (!family || chance.odds(0.62)) {
      family = undefined;
      locator = chance.letters('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 6);
    }
    const invented = inventPerson(chance, chance.pick(route.regions), year, family);
    family = invented;
    people.push(aboard(chance, flawed(chance, invented, route), flight, people.length, locator));
  }
  return people;
}

function aboard(chance: Chance, person: Person, flight: number, at: number, locator: string): Traveller {
  return {
    ...person,
    locator,
    reference: `${flight}${String(at + 1).padStart(4, '0')}`,
    seat: `${String(1 + Math.floor(at / 6)).padStart(3, '0')}${'ABCDEF'[at % 6]}`,
    bags: chance.between(0, 2),
  };
}

/** What carriers get wrong: a missing birth date, one that no calendar has, a title glued to the name. */
function flawed(chance: Chance, person: Person, route: Route): Person {
  const airline = AIRLINES.find((candidate) => candidate.code === route.airline)!;
  const given =
    airline.gluesTitles && chance.odds(0.3)
      ? `${person.given}${person.gender === 'M' ? 'MR' : 'MRS'}`
      : person.given;
  if (chance.odds(0.012)) return { ...person, given, birth: null };
  if (chance.odds(0.006)) return { ...person, given, birth: `${person.birth!.slice(0, 4)}0230` };
  return { ...person, given };
}

/** Puts the people of the stories on flights, spread over the day. */
function tellStories(chance: Chance, guests: readonly Person[], flights: readonly Flight[]): Flight[] {
  return flights.map((flight, at) => {
    const own = guests.filter((_, guest) => (guest * 2 + 1) % flights.length === at);
    if (own.length === 0) return flight;
    const people = [...flight.people];
    own.forEach((guest, nth) => {
      const place = 3 + nth * 5;
      people[place] = {
        ...aboard(chance, guest, flight.number, place, people[place]!.locator),
        seat: people[place]!.seat,
      };
    });
    return { ...flight, people };
  });
}

/** A flight's messages: crew, then passengers, in parts and out of order where the airline's network cuts them. */
function sendingsOf(flight: Flight): Sending[] {
  const airline = AIRLINES.find((candidate) => candidate.code === flight.airline)!;
  const crew = { carrier: flight.airline, text: writePaxlst(flight, flight.crew, { crew: true }) };
  if (!airline.teletype) return [crew, { carrier: flight.airline, text: writePaxlst(flight, flight.people) }];
  const size = Math.ceil(flight.people.length / 3);
  const parts = [0, 1, 2].map((at) => {
    const text = writePaxlst(flight, flight.people.slice(at * size, (at + 1) * size), {
      part: { number: at + 1, last: at === 2 },
      declared: flight.people.length,
    });
    return { carrier: flight.airline, text: asTypeB(text, flight.airline, flight.sentAt) };
  });
  return [crew, parts[1]!, parts[0]!, parts[2]!];
}

/** What also happens: a duplicate, a wrong count, a test, a file that nobody can read. */
function oddSendings(flights: readonly Flight[]): Sending[] {
  const [first, second, third] = [flights[0]!, flights[3]!, flights[4]!];
  return [
    {
      carrier: first.airline,
      text: `${writePaxlst(first, first.people).replaceAll('\n', '\r\n')}\r\n\r\nThis message was scanned by the mail gateway.\r\n`,
    },
    {
      carrier: second.airline,
      text: writePaxlst(
        { ...second, sentAt: new Date(Date.parse(second.sentAt) + 60_000).toISOString() },
        second.people.slice(0, 40),
        { declared: second.people.length },
      ),
    },
    {
      carrier: third.airline,
      text: writePaxlst({ ...third, number: 9000 }, third.people.slice(0, 3), { test: true }),
    },
    { carrier: third.airline, text: 'FLIGHT LIST AS DISCUSSED BY TELEPHONE - SEE ATTACHMENT\n' },
  ];
}

/** The wall clock of a zone at an instant, `YYYY-MM-DDTHH:MM`. */
function localAt(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${two(Number(part('minute')))}`;
}
