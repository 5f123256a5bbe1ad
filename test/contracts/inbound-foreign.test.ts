import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { z } from 'zod';

import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { PROVIDERS, type Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { delivery } from '../fixtures/inbound';
import { faultsOf } from './event-faults';
import { hostileJson } from './hostile-json';
import { IMPROVEMENTS } from './inbound-improvements';
import { mutated } from './mutated-json';
import { sharedJson, sharedText } from './shared-papers';

/**
 * Deliveries of other public projects: real or realistic shapes that were not invented here. Those that were once read
 * correctly must stay correct, except for the improvements in the list beside this test.
 */

const readRight = z.record(z.enum(PROVIDERS), z.record(z.array(z.record(z.unknown()))));

/** Describes an event in the form of the list. */
function summary({ event, id, channel, timestamp, contact, business, ...rest }: MessagingEvent) {
	const { message, button, status, consent, handover, account } = rest;
	return Object.fromEntries(
		Object.entries({
			event,
			id,
			channel,
			timestamp,
			contact: contact.id,
			business: business.id,
			type: message?.type,
			text: message?.text,
			button: button?.id,
			state: status?.state,
			messageId: status?.messageId,
			direction: handover?.direction,
			consent: consent && `${consent.state}/${consent.scope}`,
			account: account?.type,
		}).filter(([, value]) => value !== undefined),
	);
}

/** Returns the request with the time of arrival and the receiver that the list was made with. */
const received = (body: unknown): InboundRequest => ({
	...delivery(body),
	receivedAt: new Date('2030-01-01T00:00:00.000Z'),
	receiver: 'case',
});

const HEADINGS: Readonly<Partial<Record<Provider, string>>> = {
	whatsappCloud: 'WhatsApp Cloud API',
	infobip: 'Infobip',
	blip: 'Blip',
	botmaker: 'Botmaker',
	chatArchitect: 'ChatArchitect',
};

/** Returns the numbers of the payloads about which the page of decisions speaks, e.g. `018`. */
function decidedNumbers(provider: Provider): ReadonlySet<string> {
	const page = readFileSync(
		path.join(__dirname, '..', '..', 'docs', 'facts', 'parsing-decisions.md'),
		'utf8',
	);
	const section = page.split('\n## ').find((part) => part.startsWith(`${HEADINGS[provider]}\n`));
	const cells = (section ?? '').split('\n').map((line) => line.split('|')[1] ?? '');
	return new Set(cells.flatMap((cell) => cell.match(/\b\d{3}\b/g) ?? []));
}

const file = sharedJson('foreign/read-right.json');
const lists = file === undefined ? {} : readRight.parse(file);

it('reads the foreign deliveries where they are, and none elsewhere', () => {
	expect(Object.keys(lists).length > 0).toBe(file !== undefined);
});

for (const provider of PROVIDERS) {
	const list = lists[provider];
	if (list) describeProvider(provider, list);
}

function describeProvider(
	provider: Provider,
	list: Readonly<Record<string, Array<Record<string, unknown>>>>,
): void {
	const adapter = providers[provider];
	const bodyOf = (name: string) => sharedJson(`foreign/${provider}/${name}`);
	const index = (sharedText(`foreign/${provider}/index.tsv`) ?? '').trim().split('\n').slice(1);
	const decided = decidedNumbers(provider);
	const names = index.map((line) => line.split('\t')[0] ?? '');

	describe(`${provider}: deliveries of other projects`, () => {
		it('each provider has deliveries to read', () => {
			expect(names.length).toBeGreaterThan(10);
			expect(Object.keys(list).length).toBeGreaterThan(10);
		});

		it('names the decision about each delivery that was once read wrongly or in doubt', () => {
			const doubtful = index.filter((line) => /\t(fail|debatable)\t/.test(line));
			const missing = doubtful
				.map((line) => line.slice(0, 3))
				.filter((number) => !decided.has(number));
			expect(missing).toEqual([]);
		});

		it.each(Object.entries(list))('reads %s as correctly as before', (name, expected) => {
			const improved = IMPROVEMENTS[`${provider}/${name}`]?.fields ?? [];
			const without = (event: Record<string, unknown>) =>
				Object.fromEntries(Object.entries(event).filter(([key]) => !improved.includes(key)));
			const events = adapter.parse(received(bodyOf(name))).map(summary);
			expect(events.map(without)).toEqual(expected.map(without));
			if (improved.length > 0) expect(events).not.toEqual(expected);
		});

		it.each(names)('makes whole events of %s', (name) => {
			for (const event of adapter.parse(delivery(bodyOf(name)))) {
				expect(faultsOf(event, adapter)).toEqual([]);
			}
		});

		it('makes whole events of any of them in which any value is replaced by any other', () => {
			const bodies = names.map(bodyOf);
			fc.assert(
				fc.property(fc.constantFrom(...bodies), fc.nat(), hostileJson(), (body, where, other) => {
					for (const event of adapter.parse(delivery(mutated(body, where, other)))) {
						expect(faultsOf(event, adapter)).toEqual([]);
					}
				}),
				{ numRuns: 500 },
			);
		});
	});
}
