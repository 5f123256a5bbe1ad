import { readFileSync } from 'node:fs';

import { NEEDED } from '../../docs/capability-operations';
import { documentedProviders, nodeOperations } from '../../docs/capability-sources';
import { CAPABILITIES_PAGE, renewedPage } from '../../docs/generate-capabilities';
import { PROVIDERS } from '../../messaging/provider-names';
import { BusinessMessaging } from '../../nodes/BusinessMessaging/BusinessMessaging.node';

describe('docs: capabilities', () => {
	const page = readFileSync(CAPABILITIES_PAGE, 'utf8');

	it('the page matches the code; otherwise run "npm run docs" and commit the page', async () => {
		expect(page.split('\n')).toEqual((await renewedPage(page)).split('\n'));
	});

	it('every provider has a column with its name of the panel', async () => {
		const all = await documentedProviders();
		expect(all.map(({ name }) => name)).toEqual([...PROVIDERS]);
		const head = page.split('\n').find((line) => line.startsWith('| '));
		for (const { label } of all) expect(head).toContain(` ${label} `);
	});

	it('every operation of the node has a row', () => {
		const operations = nodeOperations();
		const { properties } = new BusinessMessaging().description;
		const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
		expect(new Set(operations.map(({ label }) => label.replace(/ > .*/, '')))).toEqual(
			new Set(resources.map(({ name }) => name)),
		);
		for (const { label } of operations) expect(page).toContain(`| ${label} |`);
	});

	it('most operations on messages and templates declare the feature that they need', () => {
		const keys = nodeOperations().map(({ key }) => key);
		const needy = keys.filter((key) => /^(message|template)\./.test(key));
		expect(needy.length).toBeGreaterThan(5);
		expect(needy.filter((key) => !(key in NEEDED))).toEqual([]);
	});

	it('renewing the page changes only the part between the marks', async () => {
		const changed = page.replace(/^# .*/, '# Another title').replace('| WhatsApp |', '| Letters |');
		expect(await renewedPage(changed)).toBe(page.replace(/^# .*/, '# Another title'));
		await expect(renewedPage('# Nothing generated here')).rejects.toThrow(/no line/);
	});
});
