import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { BusinessMessaging } from '../../../nodes/BusinessMessaging/BusinessMessaging.node';

const { description } = new BusinessMessaging();
const { properties } = description;

/** Every operation, as the panel offers them. */
const OPERATIONS = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		options.map((option) => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation: 'value' in option ? String(option.value) : '',
		})),
	);
const ENDS = ['to', 'from', 'channel'];

/** Returns the fields that n8n shows in a node with these parameters. */
function shown(typeVersion: number, given: Record<string, string>): INodeProperties[] {
	const node = { typeVersion };
	const values = NodeHelpers.getNodeParameters(
		properties,
		...([
			{ provider: 'infobip', ...given },
			true,
			false,
			{ ...node } as never,
			description,
		] as const),
	);
	return properties.filter((property) =>
		NodeHelpers.displayParameter(values ?? {}, property, node, description),
	);
}

const namesOf = (fields: INodeProperties[]) =>
	fields
		.map(({ name }) => name)
		.filter((name) => [...ENDS, 'customer', 'messageId'].includes(name));

/** Operations that have a customer, or something that a customer sent. */
const WITH_CUSTOMER = OPERATIONS.filter((given) => namesOf(shown(2, given)).includes('customer'));

describe('panel: customer', () => {
	it('every operation asks for the customer that asked for one in version 1', () => {
		const asked = OPERATIONS.filter((given) => namesOf(shown(1, given)).includes('to'));
		expect(asked).toHaveLength(16);
		expect(WITH_CUSTOMER).toEqual(expect.arrayContaining(asked));
		expect(WITH_CUSTOMER.map(({ operation }) => operation)).toEqual(
			expect.arrayContaining(['markAsRead', 'sendTyping', 'downloadMedia']),
		);
	});

	it.each(WITH_CUSTOMER)('$resource > $operation shows nothing else for who wrote', (given) => {
		expect(namesOf(shown(2, given))).toEqual(['customer']);
		expect(shown(2, given).find(({ name }) => name === 'customer')?.default).toBe('whoWrote');
	});

	it.each(WITH_CUSTOMER)(
		'$resource > $operation shows each field once for another customer',
		(given) => {
			const fields = shown(2, { ...given, customer: 'anotherCustomer' });
			const names = namesOf(fields);
			expect(new Set(names).size).toBe(names.length);
			expect(new Set([...names, 'customer'])).toEqual(
				new Set([...namesOf(shown(1, given)), 'customer']),
			);
		},
	);

	it.each(WITH_CUSTOMER)(
		'$resource > $operation needs no expression for customer and number, so that lists load before the first run',
		(given) => {
			for (const customer of ['whoWrote', 'anotherCustomer']) {
				const ends = shown(2, { ...given, customer }).filter(({ name }) => ENDS.includes(name));
				expect(JSON.stringify(ends.map((field) => field.default))).not.toContain('$json');
			}
		},
	);

	it('version 1 keeps its fields and has no choice of the customer', () => {
		for (const given of OPERATIONS) expect(namesOf(shown(1, given))).not.toContain('customer');
	});
});
