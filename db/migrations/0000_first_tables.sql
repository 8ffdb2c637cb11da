CREATE TABLE `mail_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`new_email` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_tokens_user` ON `mail_tokens` (`user_id`,`kind`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`user_id` text NOT NULL,
	`user_agent` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_hash_unique` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`hits` integer NOT NULL,
	`resets_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `throttles_reset` ON `throttles` (`resets_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`email_confirmed_at` integer,
	`password_hash` text NOT NULL,
	`role` text DEFAULT 'runner' NOT NULL,
	`name` text,
	`birth_year` integer,
	`sex` text,
	`weight_kg` real,
	`max_hr` integer,
	`rest_hr` integer,
	`vo2max` real,
	`time_zone` text DEFAULT 'UTC' NOT NULL,
	`units` text DEFAULT 'km' NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`week_start` text DEFAULT 'monday' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`user_id` text,
	`unique_key` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`max_attempts` integer NOT NULL,
	`run_at` integer NOT NULL,
	`lease_token` text,
	`lease_until` integer,
	`problem` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_unique_key_unique` ON `jobs` (`unique_key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE INDEX `jobs_leases` ON `jobs` (`state`,`lease_until`);--> statement-breakpoint
CREATE INDEX `jobs_user` ON `jobs` (`user_id`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`cause` text NOT NULL,
	`to_address` text NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_cause_unique` ON `mails` (`cause`);--> statement-breakpoint
CREATE INDEX `mails_user` ON `mails` (`user_id`);--> statement-breakpoint
CREATE INDEX `mails_settled` ON `mails` (`state`,`sent_at`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`sport` text NOT NULL,
	`is_run` integer NOT NULL,
	`title` text NOT NULL,
	`effort` text,
	`started_at` integer NOT NULL,
	`local_date` text NOT NULL,
	`local_time` text,
	`time_zone` text NOT NULL,
	`distance_meters` real NOT NULL,
	`moving_seconds` integer NOT NULL,
	`elapsed_seconds` integer NOT NULL,
	`elevation_gain_meters` real,
	`average_hr` real,
	`max_hr` real,
	`cadence` real,
	`polyline` text NOT NULL,
	`gear_external_id` text,
	`device_name` text,
	`visibility` text NOT NULL,
	`indoor` integer NOT NULL,
	`typed_in` integer NOT NULL,
	`commute` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`fetched_at` integer NOT NULL,
	`expires_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_external` ON `runs` (`user_id`,`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `runs_by_date` ON `runs` (`user_id`,`is_run`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_all_by_date` ON `runs` (`user_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_sport` ON `runs` (`user_id`,`sport`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_distance` ON `runs` (`user_id`,`is_run`,`distance_meters`,`id`);--> statement-breakpoint
CREATE INDEX `runs_sums` ON `runs` (`user_id`,`is_run`,`local_date`,`distance_meters`,`moving_seconds`,`elevation_gain_meters`);--> statement-breakpoint
CREATE TABLE `import_failures` (
	`import_id` text NOT NULL,
	`user_id` text NOT NULL,
	`external_id` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`import_id`, `external_id`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_failures_user` ON `import_failures` (`user_id`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`pages` integer DEFAULT 0 NOT NULL,
	`seen` integer DEFAULT 0 NOT NULL,
	`added` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`filtered` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`cursor_before` integer,
	`cursor_page` integer DEFAULT 1 NOT NULL,
	`cursor_ids` text DEFAULT '[]' NOT NULL,
	`oldest_date` text,
	`resumes_at` integer,
	`problem` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `imports_user` ON `imports` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `strava_accounts` (
	`user_id` text PRIMARY KEY NOT NULL,
	`athlete_id` text NOT NULL,
	`athlete_name` text NOT NULL,
	`scopes` text NOT NULL,
	`access_token_sealed` text NOT NULL,
	`refresh_token_sealed` text NOT NULL,
	`sealing_key_id` text NOT NULL,
	`access_expires_at` integer NOT NULL,
	`refreshing_until` integer,
	`status` text NOT NULL,
	`connected_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `strava_accounts_athlete_id_unique` ON `strava_accounts` (`athlete_id`);--> statement-breakpoint
CREATE INDEX `strava_accounts_key` ON `strava_accounts` (`sealing_key_id`);--> statement-breakpoint
CREATE TABLE `strava_quota` (
	`id` integer PRIMARY KEY NOT NULL,
	`short_limit` integer NOT NULL,
	`short_used` integer NOT NULL,
	`daily_limit` integer NOT NULL,
	`daily_used` integer NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `strava_states` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `strava_states_expiry` ON `strava_states` (`expires_at`);