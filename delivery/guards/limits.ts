import { checkLimits } from '../../messaging/limits';
import { PASS, type Guard } from './guard';

/** Blocks a message that the channel would refuse or truncate. The reason names all violations. */
export const limits: Guard = (message, { capabilities }) => {
	const violations = checkLimits(message, capabilities);
	const [first] = violations;
	if (first === undefined) return PASS;
	return {
		verdict: 'block',
		blocked: {
			code: first.code,
			reason: violations.map((violation) => violation.reason).join(' '),
			remedy: [...new Set(violations.map((violation) => violation.remedy))].join(' '),
		},
	};
};
