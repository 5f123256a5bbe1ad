import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { infobip } from '../../../../providers/infobip';
import { faultsOf } from '../../../contracts/event-faults';
import { delivery } from '../../../fixtures/inbound';

/** Whether every sample in Infobip's own documents is understood. They are read where they lie, and never copied. */
const FOLDER = path.resolve(__dirname, '../../../../../shared/openapi');

interface Sample {
	name: string;
	body: unknown;
}

/** Samples that give no event: channels that are not carried here, and typing indicators. */
const NOTHING = /APPLE_MB|typing|URL Optout|form response|url response/i;
/** Samples that are kept as `unsupported`. */
const UNSUPPORTED = /INFECTED|PAYMENT|IN_THREAD|payment response/;

function samplesOf(file: string): Sample[] {
	const source = path.join(FOLDER, file);
	if (!existsSync(source)) {
		process.stderr.write(`Samples of ${file} are not read: there is no such file in ../shared.\n`);
		return [];
	}
	const document = JSON.parse(readFileSync(source, 'utf8')) as {
		webhooks: Record<string, { post: unknown }>;
	};
	return Object.values(document.webhooks).flatMap(({ post }) => {
		const content = (post as { requestBody: { content: Record<string, unknown> } }).requestBody
			.content;
		const json = content['application/json'] as { examples?: Record<string, { value: unknown }> };
		return Object.entries(json.examples ?? {}).map(([name, { value }]) => ({ name, body: value }));
	});
}

describe.each([
	'infobip-whatsapp.json',
	'infobip-viber.json',
	'infobip-messages-api.json',
	'infobip-blocklist.json',
])('infobip: samples of %s', (file) => {
	const samples = samplesOf(file);
	if (samples.length === 0) {
		it('the samples cannot be read here', () => expect(samples).toEqual([]));
		return;
	}

	it.each(samples)('reads $name', ({ name, body }) => {
		const events = infobip.parse(delivery(body));
		for (const event of events) expect(faultsOf(event, infobip)).toEqual([]);
		if (NOTHING.test(name)) return expect(events).toEqual([]);
		expect(events.length).toBeGreaterThan(0);
		const isUnsupported = events.some(({ message }) => message?.type === 'unsupported');
		expect(isUnsupported).toBe(UNSUPPORTED.test(name) && !/notification/.test(name));
		return expect(events.every(({ account }) => account?.type !== 'other')).toBe(true);
	});
});
