variable "region" {
  description = "Meridian's name of the region: eu, us."
  type        = string
  validation {
    condition     = can(regex("^[a-z]{2}$", var.region))
    error_message = "Two small letters, as in the keys: eu, us."
  }
}

variable "vpc_id" {
  description = "The network of the region's cluster."
  type        = string
}

variable "private_subnet_ids" {
  description = "Subnets without a way from outside, in two availability zones at least."
  type        = list(string)
  validation {
    condition     = length(var.private_subnet_ids) >= 2
    error_message = "Two subnets at least: database and queue stand in two zones."
  }
}

variable "cluster_security_group_id" {
  description = "Security group of the pods: the only one let in."
  type        = string
}

variable "database_class" {
  type    = string
  default = "db.r8g.large"
}

variable "database_storage_gib" {
  type    = number
  default = 100
}

variable "redis_class" {
  type    = string
  default = "cache.t4g.small"
}
