import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { SandboxFailure } from './failure';

const KEPT_OUTPUT_LINES = 40;

export interface CommandOptions {
	cwd: string;
	/** Variables to add to the environment of this process. */
	env?: Record<string, string>;
	/** Receives everything that the program writes, as soon as it is written. */
	onOutput?: (text: string) => void;
}

/**
 * Runs a program and returns its standard output.
 *
 * @throws SandboxFailure when it cannot be started or ends with a code other than 0, with its last lines as detail
 */
export function runCommand(
	program: string,
	args: readonly string[],
	options: CommandOptions,
): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: options.cwd,
			env: { ...environmentForChildren(), ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		let everything = '';
		const collect = (chunk: Buffer) => {
			everything += chunk.toString();
			options.onOutput?.(chunk.toString());
		};
		child.stdout.on('data', collect);
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr.on('data', collect);
		const shown = [program, ...args].join(' ');
		child.once('error', (error) =>
			reject(new SandboxFailure(`Could not start "${shown}": ${error.message}`)),
		);
		child.once('close', (code, signal) => {
			if (code === 0) resolve(output);
			else
				reject(
					new SandboxFailure(
						`"${shown}" ended with ${signal ?? `code ${code}`}.`,
						everything.trimEnd().split('\n').slice(-KEPT_OUTPUT_LINES).join('\n'),
					),
				);
		});
	});
}

/** Runs npm with the Node that runs this process, on every platform. Uses npm's own script if npm started this process. */
export function runNpm(args: readonly string[], options: CommandOptions): Promise<string> {
	const script = process.env['npm_execpath'];
	if (script !== undefined && /npm-cli\.c?js$/.test(script))
		return runCommand(process.execPath, [script, ...args], options);
	return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/**
 * Returns our environment without variables that npm and jest set for this project, which a child npm would use as its
 * own. The running Node is first on the path, so that `node` means the same in every child.
 */
export function environmentForChildren(): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		const ofThisProject =
			/^npm_(package|lifecycle|command|config_local_prefix|config_prefix)/.test(name) ||
			['INIT_CWD', 'NODE_ENV', 'NODE_OPTIONS', 'JEST_WORKER_ID'].includes(name);
		if (!ofThisProject) env[name] = value;
	}
	const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	env[pathName] = [dirname(process.execPath), env[pathName]].filter(Boolean).join(delimiter);
	return env;
}
