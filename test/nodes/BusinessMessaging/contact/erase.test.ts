import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const ENDS = { resource: 'contact', from: 'padaria', to: '={{ $json.phone }}' };
const ERASE = { ...ENDS, operation: 'erase' };
const ANA = { phone: '+5511988880001' };
const BEN = { phone: '+5511988880002' };

describe('Contact > Erase', () => {
	beforeEach(() => runNode({ ...ENDS, operation: 'optOut', scope: 'all' }, [ANA, BEN]));

	const erase = async (confirmErase: unknown, items = [ANA]) =>
		((await runNode({ ...ERASE, confirmErase: confirmErase as string }, items))[0] ?? []).map(
			({ json }) => json,
		);
	const exists = async (phone: string) => {
		const [[item] = []] = await runNode({ ...ENDS, operation: 'get' }, [{ phone }]);
		return item?.json.exists;
	};

	it.each([false, undefined, 'true', 1])(
		'returns a preview while the switch is %p',
		async (confirm) => {
			expect(await erase(confirm)).toMatchObject([
				{ erased: false, contact: { id: ANA.phone }, found: { contacts: 1 }, earlierErasures: [] },
			]);
			expect(await exists(ANA.phone)).toBe(true);
		},
	);

	it('erases each confirmed customer, and returns a proof', async () => {
		const items = await erase(true, [ANA, BEN]);
		expect(items).toMatchObject([
			{ erased: true, found: { contacts: 1 }, proof: { id: expect.any(String) as string } },
			{ erased: true, found: { contacts: 1 } },
		]);
		expect([await exists(ANA.phone), await exists(BEN.phone)]).toEqual([false, false]);
		const [again] = await erase(false);
		expect(again).toMatchObject({ found: { contacts: 0 }, earlierErasures: [items[0]?.proof] });
	});

	it('gives a proof without the address of the customer', async () => {
		const [item] = await erase(true);
		expect(JSON.stringify(item?.proof)).not.toMatch(/98888/);
	});

	it('needs a customer, and continues with the other items on request', async () => {
		await expect(runNode({ ...ERASE, confirmErase: true }, [{ phone: '' }])).rejects.toThrow(
			'"Customer" is empty',
		);
		expect(await exists(ANA.phone)).toBe(true);
		const [items = []] = await runNode({ ...ERASE, confirmErase: true }, [{ phone: ' ' }, BEN], {
			node: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => json.erased)).toEqual([undefined, true]);
	});
});
