CREATE TABLE `crons` (
	`name` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `run_pairs` (
	`user_id` text NOT NULL,
	`first_id` text NOT NULL,
	`second_id` text NOT NULL,
	`state` text NOT NULL,
	`found_at` integer NOT NULL,
	PRIMARY KEY(`first_id`, `second_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`first_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`second_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_pairs_second` ON `run_pairs` (`second_id`);--> statement-breakpoint
CREATE INDEX `run_pairs_user` ON `run_pairs` (`user_id`,`state`);--> statement-breakpoint
CREATE TABLE `purges` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`cause` text NOT NULL,
	`began_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`revoked_at_source` integer NOT NULL,
	`rows` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `purges_user` ON `purges` (`user_id`,`finished_at`);--> statement-breakpoint
CREATE TABLE `run_details` (
	`run_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`details` blob,
	`stream_state` text NOT NULL,
	`streams` blob,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`problem` text,
	`fetched_at` integer,
	`expires_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_details_due` ON `run_details` (`user_id`,`state`,`started_at`);--> statement-breakpoint
CREATE INDEX `run_details_streams` ON `run_details` (`user_id`,`stream_state`,`started_at`);--> statement-breakpoint
CREATE INDEX `run_details_expiry` ON `run_details` (`expires_at`);--> statement-breakpoint
CREATE TABLE `strava_events` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`print` text NOT NULL,
	`object` text NOT NULL,
	`object_id` text NOT NULL,
	`aspect` text NOT NULL,
	`received_at` integer NOT NULL,
	`handled_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `strava_events_print` ON `strava_events` (`print`);--> statement-breakpoint
CREATE INDEX `strava_events_object` ON `strava_events` (`user_id`,`object_id`,`handled_at`);--> statement-breakpoint
CREATE INDEX `strava_events_handled` ON `strava_events` (`handled_at`);--> statement-breakpoint
CREATE TABLE `strava_subscription` (
	`id` integer PRIMARY KEY NOT NULL,
	`subscription_id` text,
	`path_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_event_at` integer
);
--> statement-breakpoint
CREATE TABLE `tombstones` (
	`user_id` text NOT NULL,
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`gone_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `source`, `external_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `runs_by_date`;--> statement-breakpoint
DROP INDEX `runs_all_by_date`;--> statement-breakpoint
DROP INDEX `runs_by_sport`;--> statement-breakpoint
DROP INDEX `runs_by_distance`;--> statement-breakpoint
DROP INDEX `runs_sums`;--> statement-breakpoint
ALTER TABLE `runs` ADD `hidden` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `runs_expiry` ON `runs` (`source`,`expires_at`);--> statement-breakpoint
CREATE INDEX `runs_by_date` ON `runs` (`user_id`,`hidden`,`is_run`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_all_by_date` ON `runs` (`user_id`,`hidden`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_sport` ON `runs` (`user_id`,`hidden`,`sport`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_distance` ON `runs` (`user_id`,`hidden`,`is_run`,`distance_meters`,`id`);--> statement-breakpoint
CREATE INDEX `runs_sums` ON `runs` (`user_id`,`hidden`,`is_run`,`local_date`,`distance_meters`,`moving_seconds`,`elevation_gain_meters`);--> statement-breakpoint
DROP INDEX `imports_user`;--> statement-breakpoint
ALTER TABLE `imports` ADD `kind` text DEFAULT 'history' NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `ends_after` integer;--> statement-breakpoint
CREATE INDEX `imports_user` ON `imports` (`user_id`,`kind`,`created_at`);--> statement-breakpoint
ALTER TABLE `strava_accounts` ADD `last_event_at` integer;--> statement-breakpoint
ALTER TABLE `strava_accounts` ADD `last_recent_at` integer;--> statement-breakpoint
ALTER TABLE `strava_accounts` ADD `last_sweep_at` integer;--> statement-breakpoint
ALTER TABLE `strava_quota` ADD `blocked_until` integer;--> statement-breakpoint
ALTER TABLE `strava_quota` ADD `blocked_because` text;--> statement-breakpoint
ALTER TABLE `strava_quota` ADD `refusals` integer DEFAULT 0 NOT NULL;