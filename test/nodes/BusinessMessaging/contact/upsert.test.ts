import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const UPSERT = {
	...{ resource: 'contact', operation: 'upsert', provider: 'infobip', from: '551140000001' },
	to: '+5511988880001',
};
const credentials = { businessMessagingInfobipApi: {} };

describe('Contact > Create or Update', () => {
	const attributesAfter = async (changes: object, item = {}) => {
		const parameters = { ...UPSERT, changes } as Parameters<typeof runNode>[0];
		const [[stored] = []] = await runNode(parameters, [item], { credentials });
		return (stored?.json.customer as { attributes?: object } | undefined)?.attributes;
	};
	const rows = (...value: Array<{ name: string; value: string }>) => ({ attributeRows: { value } });

	it('keeps the value of each row as the kind that an expression gives', async () => {
		const given = rows(
			{ name: 'spent', value: '={{ $json.spent }}' },
			{ name: 'note', value: '={{ $json.note }}' },
		);
		expect(await attributesAfter(given, { spent: 1200, note: 'a "quoted" word' })).toEqual({
			spent: 1200,
			note: 'a "quoted" word',
		});
	});

	it('removes the attribute of an empty row and leaves the others', async () => {
		expect(await attributesAfter(rows({ name: 'note', value: '' }))).toEqual({ spent: 1200 });
	});

	it('merges rows and JSON', async () => {
		const given = { ...rows({ name: 'plan', value: 'gold' }), attributes: '{ "spent": 1500 }' };
		expect(await attributesAfter(given)).toEqual({ spent: 1500, plan: 'gold' });
	});
});
